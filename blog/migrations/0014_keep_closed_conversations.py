"""What was closed article by article can still be read, and no more.

The column stays in the database for the code of before, which runs while the site is upgraded.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep_closed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    articles = apps.get_model("blog", "Article").objects
    articles.filter(comments_open=False).update(conversation="read_only")


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0013_set_conversations"),
    ]

    operations = [
        migrations.RunPython(keep_closed, migrations.RunPython.noop),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField("article", "comments_open")]
        ),
    ]

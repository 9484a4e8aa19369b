"""What was put live twice before this release goes on saying when it was changed."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Count, F, Q


def tell_corrections(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    articles = apps.get_model("blog", "Article")
    shown = Count("versions", filter=~Q(versions__published_at=None))
    twice = articles.objects.annotate(shown=shown).filter(shown__gt=1).values("pk")
    articles.objects.filter(pk__in=twice).update(corrected_at=F("changed_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0008_note_corrections"),
    ]

    operations = [
        migrations.RunPython(tell_corrections, migrations.RunPython.noop),
    ]

"""Moments that no page could show are refused, whoever writes them."""

from datetime import UTC, datetime

from django.conf import settings
from django.core.management.base import CommandError
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

MOMENTS = "moments", (datetime(1899, 12, 31, tzinfo=UTC), datetime(2101, 1, 2, tzinfo=UTC))
COLUMNS = [
    ("article", MOMENTS, ["changed_at", "created_at", "end_at", "publish_at", "trashed_at"]),
    ("articleversion", MOMENTS, ["created_at", "go_live_at", "published_at", "published_until"]),
    ("comment", MOMENTS, ["created_at", "decided_at"]),
    ("formerslug", MOMENTS, ["created_at"]),
    ("image", MOMENTS, ["created_at"]),
    ("presence", MOMENTS, ["opened_at", "seen_at"]),
    ("previewlink", MOMENTS, ["created_at", "expires_at"]),
]
MOST_TOLD = 20  # rows of each model


def tell_what_is_in_the_way(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Name the rows that break a rule, in one line, before PostgreSQL refuses them one by one."""
    found = []
    for name, (_kind, (first, last)), columns in COLUMNS:
        is_outside = models.Q()
        for column in columns:
            is_outside |= models.Q((f"{column}__lt", first)) | models.Q((f"{column}__gt", last))
        rows = apps.get_model("blog", name).objects.using(schema_editor.connection.alias)
        keys = rows.filter(is_outside).order_by("pk").values_list("pk", flat=True)
        found += [f"blog.{name} {key}" for key in keys[:MOST_TOLD]]
    if found:
        raise CommandError(
            "These rows have a moment before 1900 or after 2100, so the migration stopped. Put them "
            f"right with SQL, and migrate again. {', '.join(found)}"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0005_keep_what_pages_rely_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(tell_what_is_in_the_way, migrations.RunPython.noop),
        *(
            migrations.AddConstraint(
                model_name=name,
                constraint=models.CheckConstraint(
                    condition=models.Q(*((f"{column}__range", reach) for column in columns)),
                    name=f"{name}_has_{kind}_in_reach",
                ),
            )
            for name, (kind, reach), columns in COLUMNS
        ),
    ]

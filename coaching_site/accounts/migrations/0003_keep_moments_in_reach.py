"""Moments that no page could show are refused, whoever writes them."""

from datetime import UTC, datetime

from django.core.management.base import CommandError
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

MOMENTS = "moments", (datetime(1899, 12, 31, tzinfo=UTC), datetime(2101, 1, 2, tzinfo=UTC))
COLUMNS = [
    ("signinevent", MOMENTS, ["moment"]),
    ("user", MOMENTS, ["date_joined", "last_login"]),
    ("wrongtries", MOMENTS, ["forgotten_at", "next_at"]),
]
MOST_TOLD = 20  # rows of each model


def tell_what_is_in_the_way(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Name the rows that break a rule, in one line, before PostgreSQL refuses them one by one."""
    found = []
    for name, (_kind, (first, last)), columns in COLUMNS:
        is_outside = models.Q()
        for column in columns:
            is_outside |= models.Q((f"{column}__lt", first)) | models.Q((f"{column}__gt", last))
        rows = apps.get_model("accounts", name).objects.using(schema_editor.connection.alias)
        keys = rows.filter(is_outside).order_by("pk").values_list("pk", flat=True)
        found += [f"accounts.{name} {key}" for key in keys[:MOST_TOLD]]
    if found:
        raise CommandError(
            "These rows have a moment before 1900 or after 2100, so the migration stopped. Put them "
            f"right with SQL, and migrate again. {', '.join(found)}"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_remember_sign_ins"),
        ("auth", "0012_alter_user_first_name_max_length"),
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

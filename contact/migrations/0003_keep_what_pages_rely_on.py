"""Rows without which pages that show them could not be made are refused, whoever writes them."""

from django.core.management.base import CommandError
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

RULES = [
    (
        "offer",
        models.CheckConstraint(
            condition=models.Q(("slug__regex", "^[-a-zA-Z0-9_]+$")), name="offer_has_a_slug"
        ),
    ),
]
MOST_TOLD = 20  # rows of each rule


def tell_what_is_in_the_way(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Name the rows that break a rule, in one line, before PostgreSQL refuses them one by one."""
    found = []
    for name, rule in RULES:
        rows = apps.get_model("contact", name).objects.using(schema_editor.connection.alias)
        keys = rows.exclude(rule.condition).order_by("pk").values_list("pk", flat=True)
        found += [f"{rule.name}: contact.{name} {key}" for key in keys[:MOST_TOLD]]
    if found:
        raise CommandError(
            "These rows break a rule, so the migration stopped. Put them right, in the admin of the "
            f"version before or with SQL, and migrate again. {', '.join(found)}"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("contact", "0002_tell_page_caches"),
    ]

    operations = [
        migrations.RunPython(tell_what_is_in_the_way, migrations.RunPython.noop),
        *(migrations.AddConstraint(model_name=name, constraint=rule) for name, rule in RULES),
    ]

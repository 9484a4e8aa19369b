"""How a migration adds rules to rows that exist: it looks first for those in the way.

Migrations import this and nothing else of ours: it knows no model and no rule.
"""

from functools import partial

from django.core.management.base import CommandError
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AddConstraint, RunPython
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import StateApps

type Rules = list[tuple[str, models.CheckConstraint]]

MOST_TOLD = 20  # rows of each rule


def looking_first(app: str, rules: Rules) -> list[Operation]:
    """Return the operations that add a rule to each named model, after the one that looks."""
    look = partial(tell_what_is_in_the_way, app, rules)
    adding = [AddConstraint(model_name=name, constraint=rule) for name, rule in rules]
    return [RunPython(look, RunPython.noop), *adding]


def tell_what_is_in_the_way(
    app: str, rules: Rules, apps: StateApps, schema_editor: BaseDatabaseSchemaEditor
) -> None:
    """Name the rows that break a rule, in one line, before PostgreSQL refuses them one by one.

    Raises CommandError. Where a column is empty a rule neither holds nor breaks, as in PostgreSQL.
    """
    found = []
    for name, rule in rules:
        rows = apps.get_model(app, name).objects.using(schema_editor.connection.alias)
        holds = models.ExpressionWrapper(models.Q(rule.condition), models.BooleanField())
        broken = rows.annotate(_holds=holds).filter(_holds=False)
        keys = broken.order_by("pk").values_list("pk", flat=True)
        found += [f"{rule.name}: {app}.{name} {key}" for key in keys[:MOST_TOLD]]
    if found:
        raise CommandError(
            "These rows break a rule, so the migration stopped. Put them right, in the admin of "
            f"the version before or with SQL, and migrate again. {', '.join(found)}"
        )

"""Moments that no page could show are refused, whoever writes them."""

from datetime import UTC, datetime

from django.db import migrations, models

from coaching_site.database.new_rules import looking_first

MOMENTS = "moments", (datetime(1899, 12, 31, tzinfo=UTC), datetime(2101, 1, 2, tzinfo=UTC))
COLUMNS = [
    ("block", MOMENTS, ["changed_at"]),
    ("page", MOMENTS, ["updated_at"]),
    ("usecount", MOMENTS, ["ends_at"]),
]
RULES = [
    (
        name,
        models.CheckConstraint(
            condition=models.Q(*((f"{column}__range", reach) for column in columns)),
            name=f"{name}_has_{kind}_in_reach",
        ),
    )
    for name, (kind, reach), columns in COLUMNS
]


class Migration(migrations.Migration):
    dependencies = [
        ("coaching_site", "0004_keep_what_pages_rely_on"),
    ]

    operations = looking_first("coaching_site", RULES)

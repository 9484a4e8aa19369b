"""Moments that no page could show are refused, whoever writes them."""

from datetime import UTC, datetime

from django.db import migrations, models

from coaching_site.database.new_rules import looking_first

MOMENTS = "moments", (datetime(1899, 12, 31, tzinfo=UTC), datetime(2101, 1, 2, tzinfo=UTC))
COLUMNS = [
    ("signinevent", MOMENTS, ["moment"]),
    ("user", MOMENTS, ["date_joined", "last_login"]),
    ("wrongtries", MOMENTS, ["forgotten_at", "next_at"]),
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
        ("accounts", "0002_remember_sign_ins"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = looking_first("accounts", RULES)

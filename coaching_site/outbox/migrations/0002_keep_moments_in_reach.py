"""Moments that no page could show are refused, whoever writes them."""

from datetime import UTC, datetime

from django.db import migrations, models

from coaching_site.database.new_rules import looking_first

MOMENTS = "moments", (datetime(1899, 12, 31, tzinfo=UTC), datetime(2101, 1, 2, tzinfo=UTC))
COLUMNS = [
    ("outgoingmail", MOMENTS, ["created_at", "next_attempt_at", "sent_at"]),
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
        ("contenttypes", "0002_remove_content_type_name"),
        ("outbox", "0001_initial"),
    ]

    operations = looking_first("outbox", RULES)

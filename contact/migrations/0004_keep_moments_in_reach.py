"""Moments that no page could show are refused, whoever writes them."""

from datetime import UTC, datetime, date

from django.conf import settings
from django.db import migrations, models

from coaching_site.database.new_rules import looking_first

MOMENTS = "moments", (datetime(1899, 12, 31, tzinfo=UTC), datetime(2101, 1, 2, tzinfo=UTC))
DAYS = "days", (date(1899, 12, 31), date(2101, 1, 1))
COLUMNS = [
    ("closedperiod", DAYS, ["end", "start"]),
    ("inquiry", MOMENTS, ["consented_at", "created_at", "state_changed_at"]),
    ("inquiry", DAYS, ["answer_due"]),
    ("inquiryevent", MOMENTS, ["at"]),
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
        ("blog", "0006_keep_moments_in_reach"),
        ("contact", "0003_keep_what_pages_rely_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = looking_first("contact", RULES)

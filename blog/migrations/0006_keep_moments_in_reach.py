"""Moments that no page could show are refused, whoever writes them."""

from datetime import UTC, datetime

from django.conf import settings
from django.db import migrations, models

from coaching_site.database.new_rules import looking_first

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
        ("blog", "0005_keep_what_pages_rely_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = looking_first("blog", RULES)

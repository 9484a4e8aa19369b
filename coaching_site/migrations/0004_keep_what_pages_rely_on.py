"""Rows without which pages that show them could not be made are refused, whoever writes them."""

from django.db import migrations, models

from coaching_site.database.new_rules import looking_first

RULES = [
    (
        "page",
        models.CheckConstraint(
            condition=models.Q(("slug__regex", "^[-a-zA-Z0-9_]+$")), name="page_has_a_slug"
        ),
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("coaching_site", "0003_count_uses"),
    ]

    operations = looking_first("coaching_site", RULES)

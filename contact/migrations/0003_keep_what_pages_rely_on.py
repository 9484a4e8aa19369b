"""Rows without which pages that show them could not be made are refused, whoever writes them."""

from django.db import migrations, models

from coaching_site.database.new_rules import looking_first

RULES = [
    (
        "offer",
        models.CheckConstraint(
            condition=models.Q(("slug__regex", "^[-a-zA-Z0-9_]+$")), name="offer_has_a_slug"
        ),
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("contact", "0002_tell_page_caches"),
    ]

    operations = looking_first("contact", RULES)

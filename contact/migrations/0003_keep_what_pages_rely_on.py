"""Rows without which pages that show them could not be made are refused, whoever writes them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contact", "0002_tell_page_caches"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__regex", "^[-a-zA-Z0-9_]+$")), name="offer_has_a_slug"
            ),
        ),
    ]

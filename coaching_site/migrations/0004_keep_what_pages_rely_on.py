"""Rows without which pages that show them could not be made are refused, whoever writes them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coaching_site", "0003_count_uses"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__regex", "^[-a-zA-Z0-9_]+$")), name="page_has_a_slug"
            ),
        ),
    ]

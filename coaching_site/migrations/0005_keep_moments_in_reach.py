"""Moments that no page could show are refused, whoever writes them."""

import datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coaching_site", "0004_keep_what_pages_rely_on"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="block",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "changed_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    )
                ),
                name="block_has_moments_in_reach",
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "updated_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    )
                ),
                name="page_has_moments_in_reach",
            ),
        ),
        migrations.AddConstraint(
            model_name="usecount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "ends_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    )
                ),
                name="usecount_has_moments_in_reach",
            ),
        ),
    ]

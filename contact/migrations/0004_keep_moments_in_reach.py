"""Moments that no page could show are refused, whoever writes them."""

import datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0006_keep_moments_in_reach"),
        ("contact", "0003_keep_what_pages_rely_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="closedperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end__range", (datetime.date(1899, 12, 31), datetime.date(2101, 1, 1))),
                    ("start__range", (datetime.date(1899, 12, 31), datetime.date(2101, 1, 1))),
                ),
                name="closedperiod_has_days_in_reach",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "consented_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                    (
                        "created_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                    (
                        "state_changed_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                ),
                name="inquiry_has_moments_in_reach",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer_due__range", (datetime.date(1899, 12, 31), datetime.date(2101, 1, 1)))
                ),
                name="inquiry_has_days_in_reach",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiryevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    )
                ),
                name="inquiryevent_has_moments_in_reach",
            ),
        ),
    ]

"""Moments that no page could show are refused, whoever writes them."""

import datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("outbox", "0001_initial"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="outgoingmail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "created_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                    (
                        "next_attempt_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                    (
                        "sent_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                ),
                name="outgoingmail_has_moments_in_reach",
            ),
        ),
    ]

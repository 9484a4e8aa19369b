"""Moments that no page could show are refused, whoever writes them."""

import datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_remember_sign_ins"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="signinevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "moment__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    )
                ),
                name="signinevent_has_moments_in_reach",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "date_joined__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                    (
                        "last_login__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                ),
                name="user_has_moments_in_reach",
            ),
        ),
        migrations.AddConstraint(
            model_name="wrongtries",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "forgotten_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                    (
                        "next_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                ),
                name="wrongtries_has_moments_in_reach",
            ),
        ),
    ]

"""Moments that no page could show are refused, whoever writes them."""

import datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0005_keep_what_pages_rely_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "changed_at__range",
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
                        "end_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                    (
                        "publish_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                    (
                        "trashed_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                ),
                name="article_has_moments_in_reach",
            ),
        ),
        migrations.AddConstraint(
            model_name="articleversion",
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
                        "go_live_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                    (
                        "published_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                    (
                        "published_until__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                ),
                name="articleversion_has_moments_in_reach",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
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
                        "decided_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                ),
                name="comment_has_moments_in_reach",
            ),
        ),
        migrations.AddConstraint(
            model_name="formerslug",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "created_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    )
                ),
                name="formerslug_has_moments_in_reach",
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "created_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    )
                ),
                name="image_has_moments_in_reach",
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "opened_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                    (
                        "seen_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                ),
                name="presence_has_moments_in_reach",
            ),
        ),
        migrations.AddConstraint(
            model_name="previewlink",
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
                        "expires_at__range",
                        (
                            datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2101, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                ),
                name="previewlink_has_moments_in_reach",
            ),
        ),
    ]

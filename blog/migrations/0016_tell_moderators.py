"""Moderators are mailed about what waits, each as she chose."""

import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0015_keep_what_writers_want"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ModeratorNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("at_once", "at once, at most one mail an hour"),
                            ("hourly", "at every full hour, if something came in"),
                            ("daily", "every morning at seven, if something came in"),
                            ("never", "not at all"),
                        ],
                        default="at_once",
                        max_length=20,
                        verbose_name="mail about what waits",
                    ),
                ),
                (
                    "told_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="last mail"
                    ),
                ),
                (
                    "due_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="next mail"
                    ),
                ),
                (
                    "moderator",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="moderator",
                    ),
                ),
                (
                    "news",
                    models.ManyToManyField(editable=False, related_name="+", to="blog.comment"),
                ),
            ],
            options={
                "verbose_name": "mail about comments that wait",
                "verbose_name_plural": "mails about comments that wait",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "due_at__range",
                                (
                                    datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                                    datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                                ),
                            ),
                            (
                                "told_at__range",
                                (
                                    datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                                    datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                                ),
                            ),
                        ),
                        name="moderatornotice_has_moments_in_reach",
                    )
                ],
            },
        ),
    ]

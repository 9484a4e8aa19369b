"""Comments wait in the order of the queue; addresses are blocked, conversations closed."""

import datetime
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from coaching_site.database.new_rules import looking_first

RULES = [
    (
        "article",
        models.CheckConstraint(
            condition=models.Q(
                (
                    "changed_at__range",
                    (
                        datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                        datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                    ),
                ),
                (
                    "conversation_closed_at__range",
                    (
                        datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                        datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                    ),
                ),
                (
                    "corrected_at__range",
                    (
                        datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                        datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                    ),
                ),
                (
                    "created_at__range",
                    (
                        datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                        datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                    ),
                ),
                (
                    "end_at__range",
                    (
                        datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                        datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                    ),
                ),
                (
                    "publish_at__range",
                    (
                        datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                        datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                    ),
                ),
                (
                    "trashed_at__range",
                    (
                        datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                        datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                    ),
                ),
            ),
            name="article_has_moments_in_reach",
        ),
    ),
    (
        "blockedaddress",
        models.CheckConstraint(
            condition=models.Q(
                (
                    "at__range",
                    (
                        datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                        datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                    ),
                )
            ),
            name="blockedaddress_has_moments_in_reach",
        ),
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0011_prepare_conversations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BlockedAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="when"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
            ],
            options={
                "verbose_name": "blocked address",
                "verbose_name_plural": "blocked addresses",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="article",
            name="article_has_moments_in_reach",
        ),
        migrations.AddField(
            model_name="article",
            name="conversation_closed_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="conversation closed"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("state", "pending")),
                fields=["-read_first", "created_at", "id"],
                name="comments_waiting",
            ),
        ),
        migrations.AddField(
            model_name="blockedaddress",
            name="by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        *looking_first("blog", RULES),
    ]

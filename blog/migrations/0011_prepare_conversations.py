"""Comments wait apart until confirmed, and what happens to them is noted."""

import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from coaching_site.database.new_rules import looking_first


RULES = [
    (
        "comment",
        models.CheckConstraint(
            condition=models.Q(
                (
                    "confirmed_at__range",
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
                    "decided_at__range",
                    (
                        datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                        datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                    ),
                ),
                (
                    "shortened_at__range",
                    (
                        datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                        datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                    ),
                ),
            ),
            name="comment_has_moments_in_reach",
        ),
    ),
    (
        "commentevent",
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
            name="commentevent_has_moments_in_reach",
        ),
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0010_note_fingerprints_of_images"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CommentEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("entered", "came in"),
                            ("approved", "approved"),
                            ("refused", "refused"),
                            ("spam", "marked as spam"),
                            ("removed", "taken off the site"),
                            ("private", "made a private question"),
                            ("shortened", "shortened"),
                            ("reported", "reported"),
                            ("changed", "changed by its writer"),
                            ("withdrawn", "removed by its writer"),
                            ("undone", "decision undone"),
                        ],
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                (
                    "came_from",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "address not confirmed"),
                            ("pending", "waiting"),
                            ("approved", "approved"),
                            ("refused", "refused"),
                            ("spam", "spam"),
                            ("private", "became a private question"),
                            ("removed", "removed"),
                            ("withdrawn", "removed by its writer"),
                        ],
                        max_length=20,
                        verbose_name="state before",
                    ),
                ),
                (
                    "sentence",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="sentence to the writer"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
            ],
            options={
                "verbose_name": "event of a comment",
                "verbose_name_plural": "events of comments",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="comment",
            name="comment_has_moments_in_reach",
        ),
        migrations.AddField(
            model_name="comment",
            name="confirmed_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="address confirmed"
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="held_for",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("everything", "every comment waits"),
                        ("first", "first comment of this address"),
                        ("links", "holds links"),
                        ("words", "holds listed words"),
                        ("like_refused", "resembles what was refused before"),
                        ("read_first", "may be about danger"),
                        ("reported", "reported by readers"),
                        ("changed", "changed by its writer"),
                    ],
                    max_length=20,
                ),
                db_default=[],
                default=list,
                editable=False,
                verbose_name="why it waits",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="read_first",
            field=models.BooleanField(
                db_default=False, default=False, editable=False, verbose_name="read first"
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="shortened_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="shortened"
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="wants_answers",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                verbose_name="wants a mail when somebody answers",
            ),
        ),
        migrations.AlterField(
            model_name="comment",
            name="state",
            field=models.CharField(
                choices=[
                    ("unconfirmed", "address not confirmed"),
                    ("pending", "waiting"),
                    ("approved", "approved"),
                    ("refused", "refused"),
                    ("spam", "spam"),
                    ("private", "became a private question"),
                    ("removed", "removed"),
                    ("withdrawn", "removed by its writer"),
                ],
                default="pending",
                max_length=20,
                verbose_name="state",
            ),
        ),
        migrations.AddField(
            model_name="commentevent",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="commentevent",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="events",
                to="blog.comment",
            ),
        ),
        *looking_first("blog", RULES),
    ]

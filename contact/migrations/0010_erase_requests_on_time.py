"""Closed requests are erased when their term is over, and leave a nameless line."""

import datetime
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from coaching_site.database.new_rules import looking_first

REACH = (datetime.date(1899, 12, 31), datetime.date(2101, 1, 1))
RULES = [
    (
        "inquiry",
        models.CheckConstraint(
            condition=models.Q(
                ("answer_due__range", REACH),
                ("erasing_announced__range", REACH),
                ("keep_until__range", REACH),
            ),
            name="inquiry_has_days_in_reach",
        ),
    ),
    (
        "inquiry",
        models.CheckConstraint(
            condition=models.Q(
                ("keep_until", None),
                models.Q(("keep_reason", ""), _negated=True),
                _connector="OR",
            ),
            name="inquiry_is_kept_longer_for_a_reason",
        ),
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0020_know_where_questions_are_quoted"),
        ("contact", "0009_read_first_what_may_be_danger"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ErasedInquiry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="month in which it was asked")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("teacher", "teacher"),
                            ("supervisor", "internal supervisor"),
                            ("school_leader", "school leader"),
                            ("parent", "parent"),
                            ("other", "something else"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("completed", "carried out"),
                            ("referred", "referred to somebody else"),
                            ("withdrawn", "called off by the asker"),
                            ("unreachable", "no answer any more"),
                            ("not_a_request", "not a request"),
                        ],
                        max_length=20,
                        verbose_name="outcome",
                    ),
                ),
                ("days_to_first_answer", models.PositiveSmallIntegerField(null=True)),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("term", "its term was over"),
                            ("practice", "by the practice"),
                            ("asker", "by who asked"),
                        ],
                        max_length=20,
                        verbose_name="why",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="blog.article",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="contact.offer",
                    ),
                ),
            ],
            options={
                "verbose_name": "erased request",
                "verbose_name_plural": "erased requests",
                "ordering": ["-at", "-pk"],
                "constraints": [
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
                        name="erasedinquiry_has_moments_in_reach",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "month__range",
                                (datetime.date(1899, 12, 31), datetime.date(2101, 1, 1)),
                            )
                        ),
                        name="erasedinquiry_has_days_in_reach",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeepingTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "without_a_match",
                    models.PositiveSmallIntegerField(
                        default=3,
                        help_text="Referred, or not a request.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(120),
                        ],
                        verbose_name="months, when it did not come to anything",
                    ),
                ),
                (
                    "without_a_reaction",
                    models.PositiveSmallIntegerField(
                        default=6,
                        help_text="No reaction, or called off.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(120),
                        ],
                        verbose_name="months, when nothing was heard any more",
                    ),
                ),
                (
                    "after_a_trajectory",
                    models.PositiveSmallIntegerField(
                        default=24,
                        help_text="Counted from the day on which it was closed.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(120),
                        ],
                        verbose_name="months, when it was carried out",
                    ),
                ),
            ],
            options={
                "verbose_name": "how long requests are kept",
                "verbose_name_plural": "how long requests are kept",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="one_row_of_keeping_terms"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="inquiry",
            name="erasing_announced",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="inquiry",
            name="keep_reason",
            field=models.CharField(
                blank=True, db_default="", max_length=200, verbose_name="why longer"
            ),
        ),
        migrations.AddField(
            model_name="inquiry",
            name="keep_until",
            field=models.DateField(blank=True, null=True, verbose_name="keep until"),
        ),
        migrations.AlterField(
            model_name="inquiryevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("submitted", "asked"),
                    ("assigned", "assigned"),
                    ("conversation_started", "conversation started"),
                    ("planned", "planned"),
                    ("closed", "closed"),
                    ("reopened", "opened again"),
                    ("kept_longer", "kept longer"),
                ],
                max_length=30,
                verbose_name="what",
            ),
        ),
        migrations.RemoveConstraint(model_name="inquiry", name="inquiry_has_days_in_reach"),
        *looking_first("contact", RULES),
    ]

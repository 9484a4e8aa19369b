"""A question and its answer may stand below an article, once who asked agrees."""

import datetime
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

TRIGGER = """
CREATE TRIGGER page_cache AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON contact_example
    FOR EACH STATEMENT EXECUTE FUNCTION page_cache_changed('all');
"""
NO_TRIGGER = "DROP TRIGGER page_cache ON contact_example;"


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0021_ask_browsers_for_work"),
        ("contact", "0013_ask_for_no_role"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                    ("replied", "answer sent"),
                    ("noted", "note written"),
                    ("added", "the asker added something"),
                    ("example_proposed", "proposed as an example"),
                    ("example_changed", "the asker changed the example"),
                    ("example_placed", "placed as an example"),
                    ("example_taken_down", "refused or taken down as an example"),
                ],
                max_length=30,
                verbose_name="what",
            ),
        ),
        migrations.CreateModel(
            name="Example",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
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
                    "question",
                    models.TextField(blank=True, max_length=2000, verbose_name="question"),
                ),
                ("answer", models.TextField(blank=True, max_length=4000, verbose_name="answer")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "waits for who asked"),
                            ("changed", "changed by who asked"),
                            ("placed", "on the site"),
                            ("refused", "refused"),
                            ("taken_down", "taken down"),
                        ],
                        default="proposed",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "state_changed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="state since"
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="examples",
                        to="blog.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "inquiry",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="example",
                        to="contact.inquiry",
                        verbose_name="request",
                    ),
                ),
                (
                    "submission",
                    models.CharField(
                        blank=True,
                        default=None,
                        editable=False,
                        max_length=64,
                        null=True,
                        unique=True,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "example",
                "verbose_name_plural": "examples",
                "ordering": ["-state_changed_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state_changed_at__range",
                                (
                                    datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                                    datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                                ),
                            )
                        ),
                        name="example_has_moments_in_reach",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("proposed", "changed", "placed")),
                                models.Q(("question", ""), _negated=True),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(
                                    ("state__in", ("proposed", "changed", "placed")), _negated=True
                                ),
                                ("answer", ""),
                                ("question", ""),
                            ),
                            _connector="OR",
                        ),
                        name="example_has_words_until_refused",
                    ),
                ],
            },
        ),
        migrations.RunSQL(TRIGGER, NO_TRIGGER),
    ]

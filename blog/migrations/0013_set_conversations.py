"""Conversations are set for the site and per article, and readers report comments."""

import datetime
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models


# Whether anything is shown, and whether a reader may write or report, stands below every article.
TRIGGERS = """
CREATE TRIGGER page_cache AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON blog_conversationsettings
    FOR EACH STATEMENT EXECUTE FUNCTION page_cache_changed('all');
"""
NO_TRIGGERS = "DROP TRIGGER page_cache ON blog_conversationsettings"


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0012_moderate_comments"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommentReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("person", "A person can be recognised, a child for instance"),
                            ("hurtful", "It hurts or threatens somebody"),
                            ("advertising", "It is advertising"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                        verbose_name="what is wrong",
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="blog.comment",
                        verbose_name="comment",
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=500, verbose_name="explanation")),
                ("source", models.CharField(editable=False, max_length=64)),
                ("submission", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                (
                    "settled_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="judged"
                    ),
                ),
            ],
            options={
                "verbose_name": "report of a comment",
                "verbose_name_plural": "reports of comments",
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["at"], name="reports_by_age")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "at__range",
                                (
                                    datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                                    datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                                ),
                            ),
                            (
                                "settled_at__range",
                                (
                                    datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                                    datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                                ),
                            ),
                        ),
                        name="commentreport_has_moments_in_reach",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConversationSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "conversation",
                    models.CharField(
                        choices=[
                            ("on", "on: readers read and comment"),
                            ("read_only", "read only: what was said stays"),
                            ("off", "off: no comment is shown"),
                        ],
                        default="on",
                        help_text="An article may say otherwise.",
                        max_length=20,
                        verbose_name="comments",
                    ),
                ),
                (
                    "close_after_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Counted from publication. Empty: conversations stay open.",
                        null=True,
                        verbose_name="close after so many days",
                    ),
                ),
                (
                    "holds",
                    models.CharField(
                        choices=[
                            ("everything", "every comment waits"),
                            ("first", "only the first comment of an address waits"),
                        ],
                        default="everything",
                        help_text="With the second, who was approved once appears at once the next time, unless something below holds the comment.",
                        max_length=20,
                        verbose_name="what waits for you",
                    ),
                ),
                (
                    "links_allowed",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=1,
                        help_text="Mail addresses count too. A comment with more waits. Empty: links hold nothing.",
                        null=True,
                        verbose_name="links that a comment may hold",
                    ),
                ),
                (
                    "listed_words",
                    models.TextField(
                        blank=True,
                        help_text="One on a line; several words on a line count as they stand together. Capitals and accents make no difference. A comment with one of them waits; none is refused.",
                        max_length=10000,
                        verbose_name="words that hold a comment",
                    ),
                ),
                (
                    "readers_may_report",
                    models.BooleanField(
                        default=True,
                        help_text="Reported from three places, it is hidden until you have looked at it.",
                        verbose_name="readers may report a comment",
                    ),
                ),
            ],
            options={
                "verbose_name": "settings of comments",
                "verbose_name_plural": "settings of comments",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="one_row_of_conversation_settings"
                    )
                ],
            },
        ),
        # The code of before goes on writing this column while the site is upgraded; this code does
        # not know it, so that the database fills it in.
        migrations.AlterField(
            model_name="article",
            name="comments_open",
            field=models.BooleanField(db_default=True, default=True, verbose_name="comments open"),
        ),
        migrations.AddField(
            model_name="article",
            name="conversation",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "as set for the site"),
                    ("on", "on: readers read and comment"),
                    ("read_only", "read only: what was said stays"),
                    ("off", "off: no comment is shown"),
                ],
                db_default="",
                default="",
                max_length=20,
                verbose_name="comments",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="holds",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "as set for the site"),
                    ("everything", "every comment waits"),
                    ("first", "only the first comment of an address waits"),
                ],
                db_default="",
                default="",
                max_length=20,
                verbose_name="which comments wait",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                django.db.models.functions.text.Upper("email"), name="comments_by_address"
            ),
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]

"""Pages and blocks of text are written as versions, as articles are."""

from datetime import UTC, datetime

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

REACH = (datetime(1899, 12, 31, tzinfo=UTC), datetime(2101, 1, 2, tzinfo=UTC))


class Migration(migrations.Migration):
    dependencies = [
        ("coaching_site", "0005_keep_moments_in_reach"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="page",
            name="is_visible",
            field=models.BooleanField(
                db_default=True, default=True, editable=False, verbose_name="on the site"
            ),
        ),
        migrations.CreateModel(
            name="BlockVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("content", models.JSONField(verbose_name="content")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("saved", "saved"),
                            ("tidied", "tidied after pasting"),
                            ("as_typed", "left as it was typed"),
                            ("restored", "put back from the history"),
                            ("copied", "copied from another article"),
                        ],
                        default="saved",
                        max_length=10,
                        verbose_name="origin",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="saved")),
                (
                    "published_at",
                    models.DateTimeField(
                        editable=False,
                        help_text="When readers got to see it; empty for what they never saw.",
                        null=True,
                        verbose_name="put live",
                    ),
                ),
                (
                    "published_until",
                    models.DateTimeField(
                        editable=False,
                        help_text="When readers saw it last; empty while they see it.",
                        null=True,
                        verbose_name="taken off",
                    ),
                ),
                (
                    "image_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), default=list, editable=False
                    ),
                ),
                (
                    "block_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), default=list, editable=False
                    ),
                ),
                (
                    "block",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="coaching_site.block",
                        verbose_name="block",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saved by",
                    ),
                ),
            ],
            options={
                "verbose_name": "version",
                "verbose_name_plural": "versions",
                "ordering": ["block", "-number"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("created_at__range", REACH),
                            ("published_at__range", REACH),
                            ("published_until__range", REACH),
                        ),
                        name="blockversion_has_moments_in_reach",
                    ),
                    models.UniqueConstraint(
                        fields=("block", "number"), name="unique_number_of_block"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="block",
            name="live_version",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="coaching_site.blockversion",
            ),
        ),
        migrations.CreateModel(
            name="PageVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("content", models.JSONField(verbose_name="content")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("saved", "saved"),
                            ("tidied", "tidied after pasting"),
                            ("as_typed", "left as it was typed"),
                            ("restored", "put back from the history"),
                            ("copied", "copied from another article"),
                        ],
                        default="saved",
                        max_length=10,
                        verbose_name="origin",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="saved")),
                (
                    "published_at",
                    models.DateTimeField(
                        editable=False,
                        help_text="When readers got to see it; empty for what they never saw.",
                        null=True,
                        verbose_name="put live",
                    ),
                ),
                (
                    "published_until",
                    models.DateTimeField(
                        editable=False,
                        help_text="When readers saw it last; empty while they see it.",
                        null=True,
                        verbose_name="taken off",
                    ),
                ),
                (
                    "image_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), default=list, editable=False
                    ),
                ),
                (
                    "block_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), default=list, editable=False
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saved by",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="coaching_site.page",
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "version",
                "verbose_name_plural": "versions",
                "ordering": ["page", "-number"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("created_at__range", REACH),
                            ("published_at__range", REACH),
                            ("published_until__range", REACH),
                        ),
                        name="pageversion_has_moments_in_reach",
                    ),
                    models.UniqueConstraint(
                        fields=("page", "number"), name="unique_number_of_page"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="page",
            name="live_version",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="coaching_site.pageversion",
            ),
        ),
    ]

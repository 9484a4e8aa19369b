"""Answers, additions and notes stand beside the request that they are about."""

import datetime
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

REACH = (
    datetime.datetime(1899, 12, 31, tzinfo=datetime.UTC),
    datetime.datetime(2101, 1, 2, tzinfo=datetime.UTC),
)


class Migration(migrations.Migration):
    dependencies = [
        ("contact", "0010_erase_requests_on_time"),
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
                ],
                max_length=30,
                verbose_name="what",
            ),
        ),
        migrations.AddIndex(
            model_name="inquiry",
            index=models.Index(
                django.db.models.functions.text.Upper("email"), name="inquiries_by_address"
            ),
        ),
        migrations.CreateModel(
            name="InquiryMessage",
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
                            ("from_practice", "answer"),
                            ("from_asker", "added by the asker"),
                            ("note", "note for colleagues"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(max_length=5000, verbose_name="text")),
                (
                    "read_first",
                    models.BooleanField(db_default=False, default=False, verbose_name="read first"),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
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
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="contact.inquiry",
                    ),
                ),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "ordering": ["at", "pk"],
                "indexes": [
                    models.Index(fields=["inquiry", "-id"], name="newest_message_of_inquiry")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("at__range", REACH)),
                        name="inquirymessage_has_moments_in_reach",
                    )
                ],
            },
        ),
    ]

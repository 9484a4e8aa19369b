"""Pages of threads are found quickly, and so is what is new to who looks."""

import datetime
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0017_count_comments_on_cards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ConversationVisit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("before", models.DateTimeField(verbose_name="visit before")),
                ("latest", models.DateTimeField(verbose_name="latest visit")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "visit to the conversations",
                "verbose_name_plural": "visits to the conversations",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "before__range",
                                (
                                    datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                                    datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                                ),
                            ),
                            (
                                "latest__range",
                                (
                                    datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                                    datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                                ),
                            ),
                        ),
                        name="conversationvisit_has_moments_in_reach",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("parent", None), ("state", "approved")),
                fields=["article", "created_at", "id"],
                name="threads_of_article",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True), ("parent", None)
                ),
                fields=["article"],
                name="withheld_threads",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                models.OrderBy(
                    django.db.models.functions.comparison.Coalesce(
                        "decided_at", "confirmed_at", "created_at"
                    ),
                    descending=True,
                ),
                condition=models.Q(("state", "approved")),
                name="comments_by_appearance",
            ),
        ),
    ]

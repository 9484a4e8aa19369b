from datetime import UTC, datetime

from django.db import migrations, models

REACH = (datetime(1899, 12, 31, tzinfo=UTC), datetime(2101, 1, 2, tzinfo=UTC))
MOMENTS = ["changed_at", "corrected_at", "created_at", "end_at", "publish_at", "trashed_at"]


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0006_keep_moments_in_reach"),
    ]

    operations = [
        migrations.RemoveConstraint("article", "article_has_moments_in_reach"),
        migrations.AddField(
            model_name="article",
            name="corrected_at",
            field=models.DateTimeField(
                editable=False,
                help_text="When readers first read something else than before; empty for never.",
                null=True,
                verbose_name="corrected",
            ),
        ),
        migrations.AddConstraint(
            "article",
            models.CheckConstraint(
                condition=models.Q(*((f"{name}__range", REACH) for name in MOMENTS)),
                name="article_has_moments_in_reach",
            ),
        ),
    ]

from datetime import UTC, datetime

from django.db import migrations, models

from coaching_site.database.new_rules import looking_first

REACH = (datetime(1899, 12, 31, tzinfo=UTC), datetime(2101, 1, 2, tzinfo=UTC))
MOMENTS = ["changed_at", "corrected_at", "created_at", "end_at", "publish_at", "trashed_at"]
IN_REACH = models.CheckConstraint(
    condition=models.Q(*((f"{name}__range", REACH) for name in MOMENTS)),
    name="article_has_moments_in_reach",
)


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0007_read_words_plainly"),
    ]

    operations = [
        migrations.RemoveConstraint("article", "article_has_moments_in_reach"),
        migrations.AddField(
            model_name="article",
            name="corrected_at",
            field=models.DateTimeField(
                editable=False,
                help_text="When readers last got something else to read; empty for never.",
                null=True,
                verbose_name="corrected",
            ),
        ),
        *looking_first("blog", [("article", IN_REACH)]),
    ]

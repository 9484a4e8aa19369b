"""Lets a list count what ends from the index alone; a long list has hundreds of such articles."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("blog", "0017_search_series_by_word")]

    operations = [
        migrations.RemoveIndex(model_name="article", name="articles_that_end"),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["end_at"],
                include=["publish_at"],
                name="articles_that_end",
                condition=Q(end_at__isnull=False, trashed_at=None),
            ),
        ),
    ]

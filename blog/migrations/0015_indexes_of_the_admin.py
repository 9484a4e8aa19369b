"""Lets the lists of the admin be sorted, paged and searched by indexes alone."""

import coaching_site.database.word_search
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0014_search_by_month"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="comment",
            name="comments_by_state",
        ),
        migrations.AddIndex(
            model_name="article",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    coaching_site.database.word_search.Words("title"),
                    coaching_site.database.word_search.Words("summary"),
                    config="simple",
                ),
                name="articles_by_word",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["state", "-created_at", "-id"], name="comments_by_state"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["-created_at", "-id"], name="comments_newest_first"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    coaching_site.database.word_search.Words("name"),
                    coaching_site.database.word_search.Words("text"),
                    config="simple",
                ),
                name="comments_by_word",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    coaching_site.database.word_search.Words("email"), config="simple"
                ),
                name="comments_by_email",
            ),
        ),
        migrations.AddIndex(
            model_name="image",
            index=models.Index(fields=["-created_at", "-id"], name="pictures_newest_first"),
        ),
        migrations.AddIndex(
            model_name="image",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    coaching_site.database.word_search.Words("alternative_text"),
                    coaching_site.database.word_search.Words("caption"),
                    coaching_site.database.word_search.Words("credit"),
                    config="simple",
                ),
                name="pictures_by_word",
            ),
        ),
    ]

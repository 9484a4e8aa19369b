"""Lets the lists of the admin be sorted, paged and searched by indexes alone."""

import coaching_site.database.word_search
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0015_indexes_of_the_admin"),
        ("contact", "0003_tell_page_caches"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="inquiry",
            index=models.Index(fields=["state", "-created_at", "-id"], name="inquiries_of_a_state"),
        ),
        migrations.AddIndex(
            model_name="inquiry",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    coaching_site.database.word_search.Words("reference"),
                    coaching_site.database.word_search.Words("name"),
                    coaching_site.database.word_search.Words("email"),
                    coaching_site.database.word_search.Words("school"),
                    coaching_site.database.word_search.Words("text"),
                    config="simple",
                ),
                name="inquiries_by_word",
            ),
        ),
    ]

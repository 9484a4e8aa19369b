"""The stored search column also holds the month, so that the newest matches are found in its index.

PostgreSQL writes the whole table anew for it: a second per thousand articles.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

from blog.search.queries import weighted_vector


class Migration(migrations.Migration):
    dependencies = [("blog", "0013_fill_lists_by_month")]

    operations = [
        migrations.RemoveIndex(model_name="article", name="articles_search"),
        migrations.RemoveField(model_name="article", name="search_vector"),
        migrations.AddField(
            model_name="article",
            name="search_vector",
            field=models.GeneratedField(
                db_persist=True,
                expression=weighted_vector(),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_vector"], name="articles_search"
            ),
        ),
    ]

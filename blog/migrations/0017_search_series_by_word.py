"""Lets series be searched by an index of their words, as the other long lists of the admin."""

from django.db import migrations

from coaching_site.database.word_search import word_index


class Migration(migrations.Migration):
    dependencies = [("blog", "0016_fold_every_accent")]

    operations = [
        migrations.AddIndex(model_name="series", index=word_index("series_by_word", "title"))
    ]

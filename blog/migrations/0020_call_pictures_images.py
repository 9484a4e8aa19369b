"""Calls an image the same in every column and index."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("blog", "0019_count_months_by_the_site_clock")]

    operations = [
        migrations.RemoveIndex("articleversion", "versions_by_picture"),
        migrations.RenameField("articleversion", "picture_ids", "image_ids"),
        migrations.AddIndex(
            "articleversion", GinIndex(fields=["image_ids"], name="versions_by_image")
        ),
        migrations.RenameIndex("image", "images_newest_first", old_name="pictures_newest_first"),
        migrations.RenameIndex("image", "images_by_word", old_name="pictures_by_word"),
    ]

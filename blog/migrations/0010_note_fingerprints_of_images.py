"""The same photo is noticed when it is uploaded twice; a job notes what is there already."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0009_tell_corrections_of_before"),
    ]

    operations = [
        migrations.AddField(
            model_name="image",
            name="fingerprint",
            field=models.CharField(
                blank=True, db_default="", default="", editable=False, max_length=64
            ),
        ),
        migrations.AddIndex(
            model_name="image",
            index=models.Index(fields=["fingerprint"], name="images_by_fingerprint"),
        ),
    ]

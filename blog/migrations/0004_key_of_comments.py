from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0003_tell_page_caches"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="submission",
            field=models.CharField(
                blank=True, default=None, editable=False, max_length=64, null=True, unique=True
            ),
        ),
    ]

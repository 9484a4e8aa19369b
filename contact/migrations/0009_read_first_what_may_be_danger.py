"""What may be about danger is read first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contact", "0008_keep_lists_of_requests"),
    ]

    operations = [
        migrations.AddField(
            model_name="inquiry",
            name="read_first",
            field=models.BooleanField(db_default=False, default=False, verbose_name="read first"),
        ),
    ]

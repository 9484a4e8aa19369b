"""Writers hear what becomes of their comments, until they stop that."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0014_keep_closed_conversations"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="wants_news",
            field=models.BooleanField(
                db_default=True,
                default=True,
                editable=False,
                verbose_name="wants a mail about what becomes of it",
            ),
        ),
    ]

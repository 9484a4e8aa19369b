"""Comments are announced to who may decide about them, requests to the practice."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coaching_site", "0008_choose_words_of_bylines"),
    ]

    operations = [
        migrations.AlterField(
            model_name="sitesettings",
            name="email",
            field=models.EmailField(
                blank=True,
                help_text="New requests are announced here. It is never shown on the site.",
                max_length=254,
                verbose_name="mail address",
            ),
        ),
    ]

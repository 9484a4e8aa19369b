from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coaching_site", "0007_make_first_versions"),
    ]

    operations = [
        migrations.AddField(
            model_name="sitesettings",
            name="says_written_by",
            field=models.BooleanField(
                default=False,
                help_text="Otherwise it says “By”.",
                verbose_name="“Written by” before the names above an article",
            ),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coaching_site", "0003_versions_of_rendered_texts")]

    operations = [
        migrations.AddField(
            model_name="sitesettings",
            name="portrait_height",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="portrait_width",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="sitesettings",
            name="portrait",
            field=models.ImageField(
                blank=True,
                height_field="portrait_height",
                upload_to="portraits/",
                verbose_name="portrait",
                width_field="portrait_width",
            ),
        ),
    ]

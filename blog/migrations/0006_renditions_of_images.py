import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0005_moments_and_references_of_versions"),
    ]

    operations = [
        migrations.AddField(
            model_name="image",
            name="caption",
            field=models.CharField(
                blank=True,
                help_text="Placed below the picture when it enters a text; there it can be changed.",
                max_length=300,
                verbose_name="caption",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="focal_x",
            field=models.PositiveSmallIntegerField(
                default=50,
                validators=[django.core.validators.MaxValueValidator(100)],
                verbose_name="focal point from the left",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="focal_y",
            field=models.PositiveSmallIntegerField(
                default=50,
                validators=[django.core.validators.MaxValueValidator(100)],
                verbose_name="focal point from the top",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="is_animated",
            field=models.BooleanField(default=False, editable=False, verbose_name="moving"),
        ),
        migrations.AddField(
            model_name="image",
            name="renditions",
            field=models.JSONField(default=dict, editable=False),
        ),
    ]

"""Who asks need not say what she is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contact", "0012_hear_more_from_who_asked"),
    ]

    operations = [
        migrations.AlterField(
            model_name="erasedinquiry",
            name="role",
            field=models.CharField(
                blank=True,
                choices=[
                    ("teacher", "teacher"),
                    ("supervisor", "internal supervisor"),
                    ("school_leader", "school leader"),
                    ("parent", "parent"),
                    ("other", "something else"),
                ],
                max_length=20,
                verbose_name="role",
            ),
        ),
        migrations.AlterField(
            model_name="inquiry",
            name="role",
            field=models.CharField(
                blank=True,
                choices=[
                    ("teacher", "teacher"),
                    ("supervisor", "internal supervisor"),
                    ("school_leader", "school leader"),
                    ("parent", "parent"),
                    ("other", "something else"),
                ],
                max_length=20,
                verbose_name="role",
            ),
        ),
    ]

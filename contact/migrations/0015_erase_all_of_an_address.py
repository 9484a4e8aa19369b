"""A request may be erased with everything under its address."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contact", "0014_place_questions_as_examples"),
    ]

    operations = [
        migrations.AlterField(
            model_name="erasedinquiry",
            name="because",
            field=models.CharField(
                choices=[
                    ("term", "its term was over"),
                    ("practice", "by the practice"),
                    ("asker", "by who asked"),
                    ("address", "with everything under an address"),
                ],
                max_length=20,
                verbose_name="why",
            ),
        ),
    ]

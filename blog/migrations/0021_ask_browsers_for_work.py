"""A comment may come with proof of work, and waits without where the site asks for it."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0020_know_where_questions_are_quoted"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="lacks_proof",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                verbose_name="came without proof of work",
            ),
        ),
        migrations.AddField(
            model_name="conversationsettings",
            name="asks_for_proof",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="About a second of work for the device of who writes, and nothing for herself; who sends thousands of comments pays for each. A comment without it waits; none is refused. Without JavaScript every comment waits.",
                verbose_name="let the browser work out a sum",
            ),
        ),
        migrations.AlterField(
            model_name="comment",
            name="held_for",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("everything", "every comment waits"),
                        ("first", "first comment of this address"),
                        ("links", "holds links"),
                        ("words", "holds listed words"),
                        ("like_refused", "resembles what was refused before"),
                        ("read_first", "may be about danger"),
                        ("reported", "reported by readers"),
                        ("changed", "changed by its writer"),
                        ("no_proof", "the browser did not work out the sum"),
                    ],
                    max_length=20,
                ),
                db_default=[],
                default=list,
                editable=False,
                verbose_name="why it waits",
            ),
        ),
    ]

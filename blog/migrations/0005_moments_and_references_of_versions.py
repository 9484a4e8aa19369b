import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0004_presences"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="articleversion",
            name="block_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveIntegerField(), default=list, editable=False
            ),
        ),
        migrations.AddField(
            model_name="articleversion",
            name="go_live_at",
            field=models.DateTimeField(
                editable=False,
                help_text="When the worker puts this change to a live article on the site.",
                null=True,
                verbose_name="goes live",
            ),
        ),
        migrations.AddField(
            model_name="articleversion",
            name="go_live_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="articleversion",
            name="picture_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveIntegerField(), default=list, editable=False
            ),
        ),
        migrations.AddField(
            model_name="articleversion",
            name="published_at",
            field=models.DateTimeField(
                editable=False,
                help_text="When readers got to see it; empty for what they never saw.",
                null=True,
                verbose_name="put live",
            ),
        ),
        migrations.AlterField(
            model_name="articleversion",
            name="origin",
            field=models.CharField(
                choices=[
                    ("saved", "saved"),
                    ("tidied", "tidied after pasting"),
                    ("as_typed", "left as it was typed"),
                    ("restored", "put back from the history"),
                    ("copied", "copied from another article"),
                ],
                default="saved",
                max_length=10,
                verbose_name="origin",
            ),
        ),
        migrations.AddIndex(
            model_name="articleversion",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["picture_ids"], name="versions_by_picture"
            ),
        ),
        migrations.AddIndex(
            model_name="articleversion",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["block_ids"], name="versions_by_block"
            ),
        ),
        migrations.AddConstraint(
            model_name="articleversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("go_live_at__isnull", False)),
                fields=("article",),
                name="one_change_waits_for_its_moment",
            ),
        ),
    ]

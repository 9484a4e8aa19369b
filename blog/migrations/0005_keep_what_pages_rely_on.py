"""Rows without which pages that show them could not be made are refused, whoever writes them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0004_key_of_comments"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__regex", "^[-a-zA-Z0-9_]+$")), name="article_has_a_slug"
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("contents__contains", []), ("discussion_questions__contains", [])
                ),
                name="article_has_lists",
            ),
        ),
        migrations.AddConstraint(
            model_name="author",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__regex", "^[-a-zA-Z0-9_]+$")), name="author_has_a_slug"
            ),
        ),
        migrations.AddConstraint(
            model_name="formerslug",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__regex", "^[-a-zA-Z0-9_]+$")),
                name="formerslug_has_a_slug",
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(("file", ""), _negated=True), name="image_has_a_file"
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(("renditions__contains", {})), name="renditions_are_named"
            ),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__regex", "^[-a-zA-Z0-9_]+$")), name="series_has_a_slug"
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__regex", "^[-a-zA-Z0-9_]+$")), name="topic_has_a_slug"
            ),
        ),
    ]

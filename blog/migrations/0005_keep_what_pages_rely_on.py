"""Rows without which pages that show them could not be made are refused, whoever writes them."""

from django.db import migrations, models

from coaching_site.database.new_rules import looking_first

RULES = [
    (
        "article",
        models.CheckConstraint(
            condition=models.Q(("slug__regex", "^[-a-zA-Z0-9_]+$")), name="article_has_a_slug"
        ),
    ),
    (
        "article",
        models.CheckConstraint(
            condition=models.Q(("contents__contains", []), ("discussion_questions__contains", [])),
            name="article_has_lists",
        ),
    ),
    (
        "author",
        models.CheckConstraint(
            condition=models.Q(("slug__regex", "^[-a-zA-Z0-9_]+$")), name="author_has_a_slug"
        ),
    ),
    (
        "formerslug",
        models.CheckConstraint(
            condition=models.Q(("slug__regex", "^[-a-zA-Z0-9_]+$")),
            name="formerslug_has_a_slug",
        ),
    ),
    (
        "image",
        models.CheckConstraint(
            condition=models.Q(("file", ""), _negated=True), name="image_has_a_file"
        ),
    ),
    (
        "image",
        models.CheckConstraint(
            condition=models.Q(("renditions__contains", {})), name="renditions_are_named"
        ),
    ),
    (
        "series",
        models.CheckConstraint(
            condition=models.Q(("slug__regex", "^[-a-zA-Z0-9_]+$")), name="series_has_a_slug"
        ),
    ),
    (
        "topic",
        models.CheckConstraint(
            condition=models.Q(("slug__regex", "^[-a-zA-Z0-9_]+$")), name="topic_has_a_slug"
        ),
    ),
]

# Only what costs nobody a word: headings and renditions are made anew from text and file, and no
# address leads to a former slug that is none.
MEND = """
UPDATE blog_article SET contents = '[]', renderer_version = 0
    WHERE jsonb_typeof(contents) <> 'array';
UPDATE blog_article SET discussion_questions = '[]'
    WHERE discussion_questions IN ('null', '{}', '""');
UPDATE blog_article SET discussion_questions = jsonb_build_array(discussion_questions)
    WHERE jsonb_typeof(discussion_questions) = 'string';
UPDATE blog_image SET renditions = '{}' WHERE jsonb_typeof(renditions) <> 'object';
DELETE FROM blog_formerslug WHERE slug !~ '^[-a-zA-Z0-9_]+$';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0004_key_of_comments"),
    ]

    operations = [
        migrations.RunSQL(MEND, migrations.RunSQL.noop),
        *looking_first("blog", RULES),
    ]

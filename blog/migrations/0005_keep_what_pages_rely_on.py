"""Rows without which pages that show them could not be made are refused, whoever writes them."""

from django.core.management.base import CommandError
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

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
MOST_TOLD = 20  # rows of each rule

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


def tell_what_is_in_the_way(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Name the rows that break a rule, in one line, before PostgreSQL refuses them one by one."""
    found = []
    for name, rule in RULES:
        rows = apps.get_model("blog", name).objects.using(schema_editor.connection.alias)
        keys = rows.exclude(rule.condition).order_by("pk").values_list("pk", flat=True)
        found += [f"{rule.name}: blog.{name} {key}" for key in keys[:MOST_TOLD]]
    if found:
        raise CommandError(
            "These rows break a rule, so the migration stopped. Put them right, in the admin of the "
            f"version before or with SQL, and migrate again. {', '.join(found)}"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0004_key_of_comments"),
    ]

    operations = [
        migrations.RunSQL(MEND, migrations.RunSQL.noop),
        migrations.RunPython(tell_what_is_in_the_way, migrations.RunPython.noop),
        *(migrations.AddConstraint(model_name=name, constraint=rule) for name, rule in RULES),
    ]

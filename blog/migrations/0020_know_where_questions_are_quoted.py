"""Quotes of questions are known, and the empty place of a comment tells what became of it."""

import django.db.models.deletion
from django.db import migrations, models

TELL_OF_PLACES = """
-- OLD is null when a row is added, NEW when it is deleted. What is not public keeps a place above
-- the answers to it, which says why it cannot be read.
CREATE OR REPLACE FUNCTION blog_comment_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    counted_before CONSTANT bigint := CASE WHEN OLD.state = 'approved' THEN OLD.article_id END;
    counts_now CONSTANT bigint := CASE WHEN NEW.state = 'approved' THEN NEW.article_id END;
    keeps_a_place CONSTANT boolean := OLD.state <> NEW.state AND EXISTS (
        SELECT FROM blog_comment WHERE parent_id = NEW.id AND state = 'approved'
    );
BEGIN
    IF keeps_a_place OR OLD IS DISTINCT FROM NEW AND 'approved' IN (OLD.state, NEW.state) THEN
        PERFORM pg_notify('page_cache', 'article:' || article_id)
            FROM unnest(ARRAY[OLD.article_id, NEW.article_id]) AS article_id
            WHERE article_id IS NOT NULL;
    END IF;
    IF counted_before IS DISTINCT FROM counts_now THEN
        PERFORM pg_notify('page_cache', 'article-cards');
    END IF;
    RETURN NULL;
END
$$;
"""
# As it was in 0017_count_comments_on_cards.
TELL_CARDS = """
CREATE OR REPLACE FUNCTION blog_comment_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    counted_before CONSTANT bigint := CASE WHEN OLD.state = 'approved' THEN OLD.article_id END;
    counts_now CONSTANT bigint := CASE WHEN NEW.state = 'approved' THEN NEW.article_id END;
BEGIN
    IF OLD IS DISTINCT FROM NEW AND 'approved' IN (OLD.state, NEW.state) THEN
        PERFORM pg_notify('page_cache', 'article:' || article_id)
            FROM unnest(ARRAY[OLD.article_id, NEW.article_id]) AS article_id
            WHERE article_id IS NOT NULL;
    END IF;
    IF counted_before IS DISTINCT FROM counts_now THEN
        PERFORM pg_notify('page_cache', 'article-cards');
    END IF;
    RETURN NULL;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0019_ask_for_subjects"),
    ]

    operations = [
        migrations.CreateModel(
            name="AskedQuote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quotes",
                        to="blog.article",
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quotes",
                        to="blog.comment",
                    ),
                ),
            ],
            options={
                "verbose_name": "quote of a comment",
                "verbose_name_plural": "quotes of comments",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("comment", "article"), name="one_quote_in_an_article"
                    ),
                ],
            },
        ),
        migrations.RunSQL(TELL_OF_PLACES, TELL_CARDS),
    ]

"""A comment that appears or goes also changes the cards, which say how many there are."""

from django.db import migrations

TELL_CARDS = """
-- OLD is null when a row is added, NEW when it is deleted.
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
# As it was in 0003_tell_page_caches.
TELL_ARTICLE = """
CREATE OR REPLACE FUNCTION blog_comment_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD IS DISTINCT FROM NEW AND 'approved' IN (OLD.state, NEW.state) THEN
        PERFORM pg_notify('page_cache', 'article:' || article_id)
            FROM unnest(ARRAY[OLD.article_id, NEW.article_id]) AS article_id
            WHERE article_id IS NOT NULL;
    END IF;
    RETURN NULL;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0016_tell_moderators"),
    ]

    operations = [migrations.RunSQL(TELL_CARDS, TELL_ARTICLE)]

"""Whatever readers see of the blog tells the page caches when it changes.

Only what is live, or will be by itself, and what is approved counts: drafts, waiting comments and
new images tell nothing. PostgreSQL sends the same message once a transaction.
"""

from django.db import migrations

TRIGGERS = """
-- What any visitor may read, now or later.
CREATE FUNCTION blog_is_public(article blog_article) RETURNS boolean STABLE LANGUAGE sql AS $$
    SELECT article.publish_at IS NOT NULL AND article.trashed_at IS NULL
        AND (article.end_at IS NULL OR article.end_at > now())
$$;

-- OLD is null when a row is added, NEW when it is deleted.
CREATE FUNCTION blog_article_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- What stands in no list. A column that is not named here counts as if it did.
    not_on_cards CONSTANT text[] := '{
        body, body_html, body_text, contents, search_vector, renderer_version,
        changed_at, live_version_id, published_by_id
    }';
BEGIN
    IF OLD IS DISTINCT FROM NEW AND (blog_is_public(OLD) OR blog_is_public(NEW)) THEN
        PERFORM pg_notify('page_cache', 'article-texts article:' || coalesce(NEW.id, OLD.id));
        IF to_jsonb(OLD) - not_on_cards IS DISTINCT FROM to_jsonb(NEW) - not_on_cards THEN
            PERFORM pg_notify('page_cache', 'article-cards');
        END IF;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER page_cache AFTER INSERT OR UPDATE OR DELETE ON blog_article
    FOR EACH ROW EXECUTE FUNCTION blog_article_changed();

CREATE FUNCTION blog_comment_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD IS DISTINCT FROM NEW AND 'approved' IN (OLD.state, NEW.state) THEN
        PERFORM pg_notify('page_cache', 'article:' || article_id)
            FROM unnest(ARRAY[OLD.article_id, NEW.article_id]) AS article_id
            WHERE article_id IS NOT NULL;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER page_cache AFTER INSERT OR UPDATE OR DELETE ON blog_comment
    FOR EACH ROW EXECUTE FUNCTION blog_comment_changed();

CREATE TRIGGER page_cache_truncate AFTER TRUNCATE ON blog_article
    FOR EACH STATEMENT EXECUTE FUNCTION page_cache_changed('all');
CREATE TRIGGER page_cache_truncate AFTER TRUNCATE ON blog_comment
    FOR EACH STATEMENT EXECUTE FUNCTION page_cache_changed('all');

-- A new image stands nowhere yet.
CREATE TRIGGER page_cache AFTER UPDATE OR DELETE OR TRUNCATE ON blog_image
    FOR EACH STATEMENT EXECUTE FUNCTION page_cache_changed('article-cards');

-- These change when something is published; only an article that is live has any.
CREATE TRIGGER page_cache AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON blog_byline
    FOR EACH STATEMENT EXECUTE FUNCTION page_cache_changed('article-cards');
CREATE TRIGGER page_cache AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON blog_articletopic
    FOR EACH STATEMENT EXECUTE FUNCTION page_cache_changed('article-cards');
CREATE TRIGGER page_cache AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON blog_relatedarticle
    FOR EACH STATEMENT EXECUTE FUNCTION page_cache_changed('article-cards');
CREATE TRIGGER page_cache AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON blog_formerslug
    FOR EACH STATEMENT EXECUTE FUNCTION page_cache_changed('article-cards');

-- These stand on nearly every page.
CREATE TRIGGER page_cache AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON blog_author
    FOR EACH STATEMENT EXECUTE FUNCTION page_cache_changed('all');
CREATE TRIGGER page_cache AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON blog_topic
    FOR EACH STATEMENT EXECUTE FUNCTION page_cache_changed('all');
CREATE TRIGGER page_cache AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON blog_series
    FOR EACH STATEMENT EXECUTE FUNCTION page_cache_changed('all');
"""
NO_TRIGGERS = """
DROP FUNCTION blog_article_changed CASCADE;
DROP FUNCTION blog_comment_changed CASCADE;
DROP FUNCTION blog_is_public;
DROP TRIGGER page_cache_truncate ON blog_article;
DROP TRIGGER page_cache_truncate ON blog_comment;
DROP TRIGGER page_cache ON blog_image;
DROP TRIGGER page_cache ON blog_byline;
DROP TRIGGER page_cache ON blog_articletopic;
DROP TRIGGER page_cache ON blog_relatedarticle;
DROP TRIGGER page_cache ON blog_formerslug;
DROP TRIGGER page_cache ON blog_author;
DROP TRIGGER page_cache ON blog_topic;
DROP TRIGGER page_cache ON blog_series;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0002_guard_former_slugs"),
        ("coaching_site", "0002_tell_page_caches"),
    ]

    operations = [migrations.RunSQL(TRIGGERS, NO_TRIGGERS)]

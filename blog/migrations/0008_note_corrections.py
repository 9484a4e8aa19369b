from datetime import UTC, datetime

from django.db import migrations, models

from coaching_site.database.new_rules import looking_first

REACH = (datetime(1899, 12, 31, tzinfo=UTC), datetime(2101, 1, 2, tzinfo=UTC))
MOMENTS = ["changed_at", "corrected_at", "created_at", "end_at", "publish_at", "trashed_at"]
IN_REACH = models.CheckConstraint(
    condition=models.Q(*((f"{name}__range", REACH) for name in MOMENTS)),
    name="article_has_moments_in_reach",
)

# A correction is told to the article, its feeds and the sitemap; no list shows it.
TELL_PAGE_CACHES = """
CREATE OR REPLACE FUNCTION blog_article_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- What stands in no list. A column that is not named here counts as if it did.
    not_on_cards CONSTANT text[] := '{{
        body, body_html, body_text, contents, search_vector, renderer_version,
        changed_at,{corrected} live_version_id, published_by_id
    }}';
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
"""


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0007_read_words_plainly"),
    ]

    operations = [
        migrations.RemoveConstraint("article", "article_has_moments_in_reach"),
        migrations.AddField(
            model_name="article",
            name="corrected_at",
            field=models.DateTimeField(
                editable=False,
                help_text="When readers last got something else to read; empty for never.",
                null=True,
                verbose_name="corrected",
            ),
        ),
        migrations.RunSQL(
            TELL_PAGE_CACHES.format(corrected=" corrected_at,"),
            TELL_PAGE_CACHES.format(corrected=""),
        ),
        *looking_first("blog", [("article", IN_REACH)]),
    ]

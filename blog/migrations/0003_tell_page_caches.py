"""Whatever readers see of the blog tells the page caches when it changes.

Only what is live, or will be by itself, and what is approved counts: drafts, waiting comments and
images that stand nowhere tell nothing.
"""

from django.db import migrations

from coaching_site.page_cache.triggers import tell_changes

SHOWN = (
    "({row}.publish_at IS NOT NULL AND {row}.trashed_at IS NULL"
    " AND ({row}.end_at IS NULL OR {row}.end_at > now()))"
)
SHOWN_BEFORE, SHOWN_AFTER = SHOWN.format(row="before"), SHOWN.format(row="after")
ON_CARDS = (
    "title", "slug", "summary", "publish_at", "end_at", "featured", "part", "reading_minutes",
    "cover_id", "series_id",
)  # fmt: skip
IN_TEXTS = ("body_html", "changed_at")


def differ(columns: tuple[str, ...]) -> str:
    """Return the condition that one of these columns of `before` and `after` differs."""
    before, after = (
        ", ".join(f"{side}.{column}" for column in columns) for side in ("before", "after")
    )
    return f"ROW({before}) IS DISTINCT FROM ROW({after})"


ARTICLE = f"""
    SELECT unnest(ARRAY['article:' || row.id, 'articles', 'texts'])
    FROM {{rows}} AS row WHERE {SHOWN.format(row="row")}
"""
CHANGED_ARTICLE = f"""
    SELECT told.key FROM {{changed}}
    CROSS JOIN LATERAL (VALUES
        ('article:' || after.id, true),
        ('articles', {SHOWN_BEFORE} <> {SHOWN_AFTER} OR {differ(ON_CARDS)}),
        ('texts', {SHOWN_BEFORE} <> {SHOWN_AFTER} OR {differ(IN_TEXTS)})
    ) AS told(key, is_true)
    WHERE {{differs}} AND told.is_true AND ({SHOWN_BEFORE} OR {SHOWN_AFTER})
"""
# Names and topics of an article stand on its card too.
ON_CARD = f"""
    SELECT unnest(ARRAY['article:' || article.id, 'articles'])
    FROM {{rows}} AS row JOIN blog_article AS article ON article.id = row.article_id
    WHERE {SHOWN.format(row="article")}
"""
# Of recommendations, and of former addresses: what was missing there leads somewhere now.
OF_ARTICLE = "SELECT 'article:' || row.article_id FROM {rows} AS row"
COMMENT = "SELECT 'article:' || row.article_id FROM {rows} AS row WHERE row.state = 'approved'"
IMAGE = f"""
    SELECT unnest(ARRAY['article:' || article.id, 'articles'])
    FROM {{rows}} AS row JOIN blog_article AS article
    ON row.id IN (article.cover_id, article.social_image_id)
    WHERE {SHOWN.format(row="article")}
    UNION ALL
    SELECT 'authors' FROM {{rows}} AS row JOIN blog_author AS author ON author.photo_id = row.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0002_guard_former_slugs"),
        ("coaching_site", "0002_tell_page_caches"),
    ]

    operations = [
        tell_changes("blog_article", ARTICLE, CHANGED_ARTICLE),
        tell_changes("blog_byline", ON_CARD),
        tell_changes("blog_articletopic", ON_CARD),
        tell_changes("blog_relatedarticle", OF_ARTICLE),
        tell_changes("blog_formerslug", OF_ARTICLE),
        tell_changes("blog_comment", COMMENT),
        tell_changes("blog_image", IMAGE),
        tell_changes("blog_author", "SELECT 'authors' FROM {rows} AS row"),
        tell_changes("blog_topic", "SELECT 'topics' FROM {rows} AS row"),
        tell_changes("blog_series", "SELECT 'series' FROM {rows} AS row"),
    ]

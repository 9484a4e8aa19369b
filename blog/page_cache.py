"""The keys that pages of the blog depend on; its triggers tell them (blog/migrations/0011)."""

# Which articles there are, and what a list says of each: by default whatever stands in them.
ARTICLE_CARDS = "article-cards"
# Also what stands only in articles themselves, and when that was changed.
ARTICLE_TEXTS = "article-texts"


def article_key(pk: int) -> str:
    """Return the key of one article with its conversation."""
    return f"article:{pk}"

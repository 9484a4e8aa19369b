"""What the blog's pages show, by the names that its triggers tell (blog/migrations/0011)."""

ARTICLES = "articles"  # which ones there are, and what a list says of each
TEXTS = "texts"  # what stands in them, and when that was changed
TOPICS = "topics"
AUTHORS = "authors"
SERIES = "series"
# What a list of articles shows.
CARDS = (ARTICLES, TOPICS, AUTHORS, SERIES)


def one_article(pk: int) -> str:
    """Return the name of one article with its conversation."""
    return f"article:{pk}"

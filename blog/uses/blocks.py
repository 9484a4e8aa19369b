"""Which articles hold a block of text."""

from collections.abc import Collection, Iterator

from blog.models import Article
from blog.uses.articles import articles_with
from coaching_site.admin_tools.uses import Use
from coaching_site.models import Block


def articles_with_blocks(ids: Collection[int]) -> Iterator[tuple[int, Use]]:
    """Yield each article once, by its newest title."""
    for pk, titles in articles_with(Block, ids, "block_ids"):
        for article, title in titles.items():
            yield pk, Use.by(Article, article, title)

"""Which articles hold a block of text; loaded with the admin, which asks."""

from collections.abc import Collection, Iterator

from blog.models import Article
from blog.picture_uses import current_versions
from coaching_site.block_uses import Use, find_uses_with


def articles_with_blocks(ids: Collection[int]) -> Iterator[tuple[int, Use]]:
    """Yield each article once, by its newest title: several versions of it may count."""
    versions = current_versions().filter(block_ids__overlap=list(ids)).order_by("-number")
    titles: dict[tuple[int, int], str] = {}
    for article, title, pks in versions.values_list("article", "content__title", "block_ids"):
        for pk in set(ids).intersection(pks):
            titles.setdefault((pk, article), title)
    for (pk, article), title in titles.items():
        yield pk, Use.by(Article, article, title)


find_uses_with(articles_with_blocks)

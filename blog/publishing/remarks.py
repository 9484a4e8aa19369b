"""What a careful colleague says about an article, beside what is said about every text."""

from collections.abc import Iterator

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from blog.models import Image
from blog.models.article_content import ArticleContent
from coaching_site.rich_text.pasted_pages.blocks import copyright_lines_in
from coaching_site.versions.remarks import (
    QUOTED_LENGTH,
    Remark,
    first_of,
    on_text,
    refusals_among,
)

# What search engines show of a title before they cut it.
LONG_TITLE = 70


def remarks_on(content: ArticleContent) -> list[Remark]:
    """Return what is worth a second look, in the order in which a reader would meet it."""
    return first_of(_all_remarks(content))


def refusals_of(content: ArticleContent) -> list[Remark]:
    """Return what stands in the way of publishing, each place once; the text may be untidy yet."""
    return refusals_among(_all_remarks(content))


def _all_remarks(content: ArticleContent) -> Iterator[Remark]:
    beside = [pk for pk in (content.cover, content.social_image) if pk]
    images = Image.objects.defer("renditions").in_bulk(beside)
    yield from _on_title(content)
    yield from _on_surroundings(content)
    yield from _on_cover(content, images)
    yield from on_text(content.body)
    yield from _on_rights(content)
    yield from _on_social_image(content, images)


def _on_title(content: ArticleContent) -> Iterator[Remark]:
    if len(content.title) > LONG_TITLE:
        words = _("The title is long (%(length)s characters): search engines cut it.")
        yield Remark(words % {"length": len(content.title)}, "title")
    if not content.summary:
        words = _("There is no summary: lists and shared links show only the title.")
        yield Remark(words, "summary")


def _on_surroundings(content: ArticleContent) -> Iterator[Remark]:
    if not content.authors:
        yield Remark(_("No name stands above it."), "bylines")
    if not content.topics:
        yield Remark(_("It has no topic, so readers find it less easily."), "chosen_topics")


def _on_cover(content: ArticleContent, images: dict[int, Image]) -> Iterator[Remark]:
    if _lacks_words(content.cover, images):
        words = _("The cover picture is neither described nor marked as decorative.")
        yield Remark(words, "cover", forbids_publishing=True)


def _on_rights(content: ArticleContent) -> Iterator[Remark]:
    """Look for a line that was pasted along; the page shows its own below the text."""
    for line in copyright_lines_in(content.body):
        words = _("A copyright line stands in the text: “%(line)s”. It has a field of its own.")
        yield Remark(words % {"line": Truncator(line).chars(QUOTED_LENGTH)})


def _on_social_image(content: ArticleContent, images: dict[int, Image]) -> Iterator[Remark]:
    """Look at what other sites show, and read aloud as `og:image:alt`, instead of the cover."""
    if _lacks_words(content.social_image, images):
        words = _("The picture for social media is neither described nor marked as decorative.")
        yield Remark(words, "social_image", forbids_publishing=True)


def _lacks_words(key: int | None, images: dict[int, Image]) -> bool:
    """Tell whether an image is there and says nothing; one that is gone is not published."""
    image = images.get(key or 0)
    return image is not None and not image.is_described

"""The articles: written, published, scheduled or left as a draft, all through versions."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from blog.models import Article, Author, Image, Series, Topic
from blog.models.article_content import ArticleContent
from coaching_site.models import Block
from demo.content_files import Entry, read_table, read_texts
from demo.loading.images import add_image


def load_articles() -> None:
    """Make topics, series and articles, the oldest first."""
    for topic in read_table("topics")["topics"]:
        Topic.objects.create(**topic)
    for series in read_table("series")["series"]:
        Series.objects.create(**series)
    for text in sorted(read_texts("articles"), key=age_in_days, reverse=True):
        _load_article(text)


def age_in_days(text: Entry) -> float:
    """Return how long ago it appeared; negative is still to come, a draft counts as new."""
    return float(text.get("days_ago", 0))


def _load_article(text: Entry) -> None:
    content = _content_of(text)
    first = content.authors[0]
    by = Author.objects.get(pk=first).user
    article = Article.start(content, by=by)
    if "days_ago" not in text:
        return
    article.publish(article.versions.get(), by=by)
    Article.objects.filter(pk=article.pk).update(changed_at=article.publish_at)


def _content_of(text: Entry) -> ArticleContent:
    cover = add_image(text["cover"])
    series = Series.objects.filter(slug=text.get("series", "")).first()
    return ArticleContent(
        title=text["title"],
        slug=text["slug"],
        summary=text["summary"],
        body=_with_blocks(_with_images(text)),
        cover=cover.pk,
        authors=_ids(Author, text["authors"]),
        topics=_ids(Topic, text["topics"]),
        series=series.pk if series else None,
        part=text.get("part"),
        publish_at=_moment(text),
        featured=text.get("featured", False),
        copyright_line=text.get("copyright", ""),
        search_description=text.get("search_description", ""),
        discussion_questions=tuple(text.get("discussion_questions", ())),
    )


def _with_images(text: Entry) -> str:
    """Return the body with the images of the front matter where `<!-- image 1 -->` stands."""
    body: str = text["body"]
    for number, entry in enumerate(text.get("images", ()), start=1):
        figure = _figure(add_image(entry), entry.get("caption", ""))
        body = body.replace(f"<!-- image {number} -->", figure)
    return body


def _with_blocks(body: str) -> str:
    """Return the body with the blocks of the practice where `<!-- block Name -->` stands."""
    for block in Block.objects.all():
        body = body.replace(
            f"<!-- block {block.name} -->", f'<aside data-block="{block.pk}"></aside>'
        )
    return body


def _figure(image: Image, caption: str) -> str:
    """Return the image as the editor places it; the texts of the demo hold no markup."""
    words = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img data-image="{image.pk}" alt="{image.alternative_text}">{words}</figure>'


def _ids(model: Any, slugs: list[str]) -> tuple[int, ...]:
    return tuple(model.objects.get(slug=slug).pk for slug in slugs)


def _moment(text: Entry) -> datetime | None:
    """Return when it appears: its days ago, at its hour of the day."""
    if "days_ago" not in text:
        return None
    day = timezone.localtime() - timedelta(days=text["days_ago"])
    return day.replace(hour=text.get("hour", 9), minute=0, second=0, microsecond=0)

"""The articles: written, published, scheduled or left as a draft, all through versions."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from blog.models import Article, Author, Image, Series, Topic
from blog.models.article_content import ArticleContent
from blog.models.images import MIDDLE
from coaching_site.models import Block
from demo.content_files import Entry, read_table, read_texts
from demo.loading.pictures import upload
from demo.pictures import draw_cover


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
    topic = text["topics"][0]
    drawing = draw_cover(text["cover_seed"], topic)
    cover = upload(drawing, text["cover_alt"], text.get("cover_focal_y", MIDDLE))
    series = Series.objects.filter(slug=text.get("series", "")).first()
    return ArticleContent(
        title=text["title"],
        slug=text["slug"],
        summary=text["summary"],
        body=_with_blocks(_with_pictures(text)),
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


def _with_pictures(text: Entry) -> str:
    """Return the body with the pictures of the front matter where `<!-- picture 1 -->` stands."""
    body: str = text["body"]
    for number, entry in enumerate(text.get("pictures", ()), start=1):
        picture = upload(draw_cover(entry["seed"], entry["topic"]), entry["alt"])
        body = body.replace(
            f"<!-- picture {number} -->", _figure(picture, entry.get("caption", ""))
        )
    return body


def _with_blocks(body: str) -> str:
    """Return the body with the blocks of the practice where `<!-- block Name -->` stands."""
    for block in Block.objects.all():
        body = body.replace(
            f"<!-- block {block.name} -->", f'<aside data-block="{block.pk}"></aside>'
        )
    return body


def _figure(picture: Image, caption: str) -> str:
    """Return the picture as the editor places it; the texts of the demo hold no markup."""
    words = f"<figcaption>{caption}</figcaption>" if caption else ""
    return (
        f'<figure><img data-image="{picture.pk}" alt="{picture.alternative_text}">{words}</figure>'
    )


def _ids(model: Any, slugs: list[str]) -> tuple[int, ...]:
    return tuple(model.objects.get(slug=slug).pk for slug in slugs)


def _moment(text: Entry) -> datetime | None:
    """Return when it appears: its days ago, at its hour of the day."""
    if "days_ago" not in text:
        return None
    day = timezone.localtime() - timedelta(days=text["days_ago"])
    return day.replace(hour=text.get("hour", 9), minute=0, second=0, microsecond=0)

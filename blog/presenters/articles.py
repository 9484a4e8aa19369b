"""The page of an article, filled from what `published_article` fetched.

For a preview, which has no conversation, `for_reading` is enough.
"""

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.conversations import conversation_about
from blog.models import Article
from blog.models.article_names import AuthorName
from blog.presenters import reading_on
from blog.presenters.comments import conversation
from blog.presenters.images import image
from blog.presenters.sharing import share, social
from blog.reading import Surroundings, surroundings_of
from coaching_site.frame import Frame
from coaching_site.http.addresses import absolute
from coaching_site.paragraphs import in_paragraphs
from coaching_site.pieces import BLANK, fill_each, fill_piece, joined
from coaching_site.slots import slot_content
from coaching_site.time.moments import moment_and_day

# How wide images are shown, as the attribute `sizes` says it.
COVER = "(min-width: 72rem) 52rem, (min-width: 50rem) 72vw, 100vw"
FACE = "8.25rem"
LONG_TITLE = 70  # characters
DOT = ' <span aria-hidden="true">·</span> '


def article_page(
    request: HttpRequest, article: Article, *, preview_banner: SafeString = BLANK
) -> HttpResponse:
    """Answer with the article; a preview has a banner, and neither sharing nor conversation."""
    frame, around, cover = Frame(request), surroundings_of(article), article.shown_cover
    is_preview = bool(preview_banner)
    return frame.response(
        "blog/articles/detail.html",
        title=article.title,
        is_long=len(article.title) > LONG_TITLE,
        description=article.description_for_others or BLANK,
        address=absolute(article.get_absolute_url()),
        social=social(article, frame.practice_name),
        preview_banner=preview_banner,
        head=_head(article),
        facts=_facts(article, around),
        share=BLANK if is_preview else share(article),
        contents=_contents(article),
        cover=image(cover, COVER, shape="cover", priority="high") if cover else "",
        body=SafeString(article.body_html),
        rights=article.copyright_line or frame.settings.copyright_line or BLANK,
        series=reading_on.series(article, around),
        questions=_questions(article),
        writers=joined([_writer(each) for each in article.author_names if each.bio]) or BLANK,
        article_end=slot_content("article_end", article=article) or BLANK,
        related=reading_on.related(around.related),
        neighbours=reading_on.neighbours(around.previous, around.next),
        conversation="" if is_preview else conversation(article, conversation_about(article)),
    )


def _head(article: Article) -> SafeString:
    """Show what the article is called, about what it is and who wrote it."""
    template = "blog/articles/_head.html"
    topics = [{"address": topic.address, "name": topic.name} for topic in article.topic_names]
    writers = [fill_piece(f"{template}#writer", **_link(each)) for each in article.author_names]
    return fill_piece(
        template,
        title=article.title,
        summary=article.summary,
        topics=fill_each(f"{template}#topic", topics, between=DOT),
        writers=joined(writers[:-1], ", "),
        last_writer=writers[-1] if writers else "",
    )


def _link(author: AuthorName) -> dict[str, str | int]:
    return {"address": author.address, "name": author.name, "is_guest": author.is_guest}


def _facts(article: Article, around: Surroundings) -> SafeString:
    """Say when it appeared, how long it takes and which part of a series it is."""
    minutes, series = article.reading_minutes, article.series
    to_read = ngettext("%(minutes)s minute to read", "%(minutes)s minutes to read", minutes)
    numbers = {"part": article.part, "count": around.length_of_series}
    published, published_in_words = moment_and_day(article.publish_at)
    changed, changed_in_words = moment_and_day(
        article.changed_at if _is_of_a_later_day(article) else None
    )
    return fill_piece(
        "blog/articles/_facts.html",
        published=published,
        published_in_words=published_in_words,
        changed=changed,
        changed_in_words=changed_in_words,
        minutes=to_read % {"minutes": minutes},
        part=_("Part %(part)s of %(count)s") % numbers if article.part else "",
        series=series.title if series else "",
        series_address=series.get_absolute_url() if series else "",
    )


def _is_of_a_later_day(article: Article) -> bool:
    """Tell whether what readers see is of another day than the first that they saw."""
    if not article.changed_at or not article.publish_at:
        return False
    return localdate(article.changed_at) > localdate(article.publish_at)


def _contents(article: Article) -> SafeString:
    """List the headings, where there is more than one."""
    if len(article.contents) < 2:  # noqa: PLR2004 (one is no list)
        return BLANK
    template = "blog/articles/_contents.html"
    return fill_piece(template, headings=fill_each(f"{template}#heading", article.contents))


def _questions(article: Article) -> SafeString:
    """List what colleagues could talk about."""
    template = "blog/articles/_questions.html"
    rows = [{"question": question} for question in article.discussion_questions]
    asked = fill_each(f"{template}#question", rows)
    return fill_piece(template, questions=asked) if asked else BLANK


def _writer(author: AuthorName) -> SafeString:
    """Introduce somebody who says something about themselves."""
    photo = author.photo
    return fill_piece(
        "blog/articles/_writer.html",
        anchor=f"author-{author.pk}",
        photo=image(photo, FACE, shape="card", loading="lazy") if photo else "",
        address=author.address,
        name=author.name,
        is_guest=author.is_guest,
        bio=in_paragraphs(author.bio),
    )

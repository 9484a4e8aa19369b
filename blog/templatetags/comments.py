"""How a conversation is shown: a hundred comments must stay cheap, so as pieces."""

import re
from datetime import date
from functools import lru_cache
from html import escape

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from blog.conversations import Said, Thread
from coaching_site.pieces import fill_piece

register = template.Library()

LINE_ENDS = re.compile(r"\r\n|\r")
PARAGRAPH_ENDS = re.compile("\n{2,}")


@register.simple_tag
def thread(shown: Thread, form_address: str, *, is_open: bool) -> SafeString:
    """Show a comment with its replies and, while that is possible, the way to answer."""
    comment = shown.comment
    can_answer = comment is not None and is_open
    return fill_piece(
        "blog/comments/_thread.html",
        comment=words_of(comment) if comment else "",
        replies=SafeString("".join([f"<li>{words_of(reply)}</li>" for reply in shown.replies])),
        answer_address=f"{form_address}?op={comment.pk}" if comment and can_answer else "",
        name=comment.name if comment and can_answer else "",
    )


def words_of(comment: Said) -> SafeString:
    """Return a comment as it stands in the page."""
    return fill_piece(
        "blog/comments/_comment.html",
        anchor=f"reactie-{comment.pk}",
        name=comment.name,
        author_address=comment.author_address,
        moment=comment.created_at.isoformat(),
        day=_day(timezone.localtime(comment.created_at).date(), get_language()),
        text=in_paragraphs(comment.text),
    )


@lru_cache
def _day(day: date, _language: str | None) -> str:
    """Return a day in words; comments come in bunches, and a date costs more than its comment."""
    return date_format(day, "j F Y")


def in_paragraphs(text: str) -> SafeString:
    """Return plain text as Django's `linebreaks` shows it: paragraphs and line ends."""
    paragraphs = PARAGRAPH_ENDS.split(escape(LINE_ENDS.sub("\n", text)))
    shown = [f"<p>{paragraph.replace('\n', '<br>')}</p>" for paragraph in paragraphs]
    return SafeString("\n\n".join(shown))

"""The conversation below an article; a hundred comments must stay cheap."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.conversations import Conversation, Said, Thread
from blog.models import Article
from coaching_site.http.addresses import address_of
from coaching_site.paragraphs import in_paragraphs
from coaching_site.pieces import Value, fill_each, fill_piece, joined
from coaching_site.time.moments import moment_and_day


def conversation(article: Article, threads: Conversation) -> str:
    """Show what was said and, while that is possible, the way to say something."""
    form_address = address_of("comment_create", article.slug) if article.accepts_comments else ""
    if not form_address and not threads:
        return ""
    return fill_piece(
        "blog/comments/_section.html",
        title=_in_comments(threads.size),
        threads=joined([_thread(each, form_address) for each in threads]),
        form_address=form_address,
    )


def _in_comments(size: int) -> str:
    if not size:
        return _("Comments")
    return ngettext("%(size)s comment", "%(size)s comments", size) % {"size": size}


def _thread(shown: Thread, form_address: str) -> SafeString:
    """Show a comment with its replies and, while that is possible, the way to answer."""
    template, comment = "blog/comments/_thread.html", shown.comment
    return fill_piece(
        template,
        comment=_comment(comment) if comment else "",
        replies=fill_each(f"{template}#reply", map(_reply, shown.replies)),
        answer_address=f"{form_address}?op={comment.pk}" if comment and form_address else "",
        name=comment.name if comment else "",
    )


def _reply(said: Said) -> dict[str, Value]:
    return {"comment": _comment(said)}


def _comment(said: Said) -> SafeString:
    moment, day = moment_and_day(said.created_at)
    return fill_piece(
        "blog/comments/_comment.html",
        anchor=f"reactie-{said.pk}",
        name=said.name,
        author_address=said.author_address,
        moment=moment,
        day=day,
        text=in_paragraphs(said.text),
    )

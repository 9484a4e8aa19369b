"""What was said since somebody of the practice last looked, for the first page of the admin."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse

from blog.models import Article, Byline, Comment, ConversationVisit
from blog.models.comments.querysets import APPEARED_AT
from coaching_site.accounts.signed_in import account_of

MOST_NEWS = 10


@dataclass(frozen=True, slots=True)
class CommentNews:
    """A comment that is new to who looks, and where to answer it."""

    comment: Comment
    is_own: bool
    answer_address: str


def comment_news(request: HttpRequest) -> list[CommentNews]:
    """Return what is new to this person, on her own articles first, and note that she looked.

    A moderator sees what was said anywhere, a writer what was said about articles under her name;
    what she wrote herself is no news.
    """
    user = account_of(request)
    is_moderator = user.has_perm("blog.change_comment")
    if not is_moderator and not hasattr(user, "author"):
        return []
    articles = Article.objects.published().with_conversation()
    own = Exists(Byline.objects.filter(article=OuterRef("article"), author__user=user))
    new = Comment.objects.appeared_since(ConversationVisit.note(user)).exclude(author__user=user)
    news = (
        new.filter(article__in=articles) if is_moderator else new.filter(own, article__in=articles)
    )
    newest = news.select_related("article", "author").order_by(
        own.desc(), APPEARED_AT.desc(), "-pk"
    )
    annotations = {"is_own": own}
    return [
        _news(comment, is_moderator=is_moderator)
        for comment in newest.annotate(**annotations)[:MOST_NEWS]
    ]


def _news(comment: Comment, *, is_moderator: bool) -> CommentNews:
    address = reverse("admin:blog_comment_change", args=[comment.pk]) if is_moderator else ""
    return CommentNews(comment, getattr(comment, "is_own", False), address)

"""The conversation about an article: its pages, and the permanent address of each comment."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from blog.conversations.threads import conversation_about, page_address, page_number_of
from blog.feeds import ConversationFeed
from blog.models import Article, Comment
from blog.models.article_querysets import TEXT_FIELDS
from blog.page_cache import ARTICLE_CARDS, article_key
from blog.views.former_slugs import redirect_from_former
from coaching_site.page_cache.decorators import cached_page, patch_cache_policy

PAGE_NUMBER = re.compile("[1-9][0-9]{0,8}")


@cached_page(depends_on=[ARTICLE_CARDS], paginated=True)
@require_safe
def conversation_detail(
    request: HttpRequest, slug: str, *, newest_first: bool = False
) -> HttpResponse:
    """Show one page of what readers said; where the conversation is off, nothing is here."""
    article = _article_with_conversation(slug)
    if article is None:
        name = "conversation_newest" if newest_first else "conversation_detail"
        return redirect_from_former(request, slug, name)
    number = _page_number(request)
    conversation = conversation_about(article, number=number, newest_first=newest_first)
    if conversation is None:
        raise Http404
    context = {"article": article, "conversation": conversation}
    response = render(request, "blog/comments/conversation.html", context)
    patch_cache_policy(
        response, depends_on=[article_key(article.pk)], ends_at=article.comments_close_at
    )
    return response


@require_safe
def comment_detail(request: HttpRequest, number: int) -> HttpResponse:
    """Lead to the page on which a comment stands; of one that is not public it says nothing."""
    articles = Article.objects.published().with_conversation()
    comments = Comment.objects.approved().filter(article__in=articles)
    comment = get_object_or_404(comments.select_related("article", "parent"), pk=number)
    address = page_address(comment.article, page_number_of(comment))
    return redirect(f"{address}#{comment.anchor}")


@cached_page()
@require_safe
def conversation_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the newest comments on an article to who follows them with a feed reader."""
    article = _article_with_conversation(slug)
    if article is None:
        return redirect_from_former(request, slug, "conversation_feed")
    response = ConversationFeed()(request, article=article)
    patch_cache_policy(response, depends_on=[article_key(article.pk)])
    return response


def _article_with_conversation(slug: str) -> Article | None:
    """Return what readers may read under this address; Http404 where the conversation is off."""
    article = Article.objects.published().defer(*TEXT_FIELDS).filter(slug=slug).first()
    if article and not article.has_conversation:
        raise Http404
    return article


def _page_number(request: HttpRequest) -> int:
    number = request.GET.get("page", "1")
    if not PAGE_NUMBER.fullmatch(number):
        raise Http404
    return int(number)

"""Addresses below /artikelen/; an article has the slug that nothing else here takes."""

from django.urls import path
from django.views.decorators.http import require_safe

from blog.feeds import ArticleFeed, AuthorFeed, TopicFeed
from blog.page_cache import ARTICLE_CARDS, ARTICLE_TEXTS
from blog.views import articles, comments, conversations, lists
from coaching_site.page_cache.decorators import cached_page

kept = cached_page(depends_on=[ARTICLE_CARDS, ARTICLE_TEXTS])

urlpatterns = [
    path("", lists.article_list, name="article_list"),
    path("zoeken/", lists.article_search, name="article_search"),
    path("feed/", kept(require_safe(ArticleFeed())), name="article_feed"),
    path("thema/<slug:slug>/", lists.topic_detail, name="topic_detail"),
    path("thema/<slug:slug>/feed/", kept(require_safe(TopicFeed())), name="topic_feed"),
    path("serie/<slug:slug>/", lists.series_detail, name="series_detail"),
    path("auteur/<slug:slug>/", lists.author_detail, name="author_detail"),
    path("auteur/<slug:slug>/feed/", kept(require_safe(AuthorFeed())), name="author_feed"),
    path("archief/<plain:year>/<plain:month>/", lists.article_archive, name="article_archive"),
    path("<slug:slug>/", articles.article_detail, name="article_detail"),
    path("<slug:slug>/reageren/", comments.comment_create, name="comment_create"),
    path(
        "<slug:slug>/reacties/",
        conversations.conversation_detail,
        name="conversation_detail",
    ),
    path(
        "<slug:slug>/reacties/feed/",
        conversations.conversation_feed,
        name="conversation_feed",
    ),
    path(
        "<slug:slug>/reacties/nieuwste/",
        conversations.conversation_detail,
        {"newest_first": True},
        name="conversation_newest",
    ),
]

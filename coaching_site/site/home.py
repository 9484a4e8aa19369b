"""The front page; like the addresses, it knows both the blog and what can be asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from blog.models import Article, Topic
from blog.page_cache import ARTICLE_CARDS
from coaching_site.page_cache.decorators import cached_page
from contact.models import Offer

ARTICLES_SHOWN = 5


@cached_page(depends_on=[ARTICLE_CARDS])
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Introduce the practice, what it offers, what is featured and what was written last."""
    articles = Article.objects.published().featured_first().for_cards()
    context = {
        "offers": Offer.objects.visible().for_list(),
        "articles": articles[:ARTICLES_SHOWN],
        "topics": Topic.objects.all(),
    }
    return render(request, "coaching_site/site/home.html", context)

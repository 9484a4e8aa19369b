"""The front page; like the addresses, it knows both the blog and what can be asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from blog.models import Article, Topic
from blog.page_cache import CARDS
from coaching_site.page_cache.pages import public_page
from contact.models import Offer
from contact.page_cache import OFFERS

ARTICLES_SHOWN = 5


@public_page(*CARDS, OFFERS)
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

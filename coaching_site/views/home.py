"""The front page; like the addresses, it knows both the blog and what can be asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from blog.models import Article, Topic
from blog.shown import CARDS
from coaching_site.page_cache.pages import public_page
from contact.models import Offer
from contact.shown import OFFERS

LATEST_ARTICLES = 5


@public_page(*CARDS, OFFERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Introduce the practice, what it offers and what was written last."""
    return render(
        request,
        "coaching_site/home.html",
        {
            "articles": Article.objects.published().for_list().newest_first()[:LATEST_ARTICLES],
            "offers": Offer.objects.visible().for_list(),
            "topics": Topic.objects.all(),
        },
    )

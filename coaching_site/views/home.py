"""The front page; like the addresses, it knows both the blog and what can be asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from blog.cards import latest_cards
from blog.models.topics import all_topics
from blog.shown import CARDS
from coaching_site.page_cache.pages import public_page
from contact.models.offers import visible_offers
from contact.shown import OFFERS


@public_page(*CARDS, OFFERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Introduce the practice, what it offers and what was written last."""
    return render(
        request,
        "coaching_site/home.html",
        {
            "articles": latest_cards(),
            "offers": visible_offers(),
            "topics": all_topics(),
        },
    )

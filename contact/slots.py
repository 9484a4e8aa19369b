"""What stands below an article: the way to ask for what it was about."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from blog.models import Article
from coaching_site.slots import fill_slot
from contact.models import Offer
from contact.shown import OFFERS


def offers_at_the_end(article: Article, **about: Any) -> SafeString:
    """Return a call for each offer that names the article, or else for the default one."""
    offers = Offer.objects.at_the_end_of(article)
    if not offers:
        return SafeString("")
    return render_to_string("contact/offers/_aside.html", {"offers": offers, "article": article})


fill_slot("article_end", offers_at_the_end, shows=OFFERS)

"""What can be asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from coaching_site.page_cache.decorators import cached_page
from contact.models import Offer


@cached_page()
@require_safe
def offer_list(request: HttpRequest) -> HttpResponse:
    """Show everything that can be asked for."""
    offers = Offer.objects.visible().for_list()
    return render(request, "contact/offers/list.html", {"offers": offers})


@cached_page()
@require_safe
def offer_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one offer and the way to ask for it."""
    return show_offer(request, get_object_or_404(Offer.objects.visible(), slug=slug))


def show_offer(request: HttpRequest, offer: Offer, preview: object = None) -> HttpResponse:
    """Show an offer to visitors, or with a banner to who looks before them."""
    context = {"offer": offer, "preview": preview}
    return render(request, "contact/offers/detail.html", context)

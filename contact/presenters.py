"""How offers are shown: functions that fill the pieces of `templates/contact/offers`."""

from collections.abc import Iterable, Mapping

from django.utils.safestring import SafeString

from blog.models import Article
from coaching_site.http.addresses import address_of
from coaching_site.pieces import fill_piece, joined
from contact.models import Offer


def offer_cards(offers: Iterable[Offer], *, heading: str = "h2") -> str:
    """Show offers in a list; nothing for none."""
    return joined(
        fill_piece(
            "contact/offers/_card.html",
            heading=heading,
            address=offer.get_absolute_url(),
            title=offer.title,
            summary=offer.summary,
            audience=offer.audience,
            duration=offer.duration,
            price=offer.price_line,
        )
        for offer in offers
    )


def call_to_ask(offer: Mapping[str, str], article: Article) -> SafeString:
    """Invite to ask for an offer of `rows_at_the_end`, at the end of an article."""
    return fill_piece(
        "contact/offers/_aside.html",
        slug=offer["slug"],
        title=offer["title"],
        summary=offer["summary"],
        address=address_of("offer_detail", offer["slug"]),
        article=article.slug,
    )

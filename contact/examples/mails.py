"""The mails about an example: none of its words stands in them."""

from typing import TYPE_CHECKING

from django.urls import reverse

from coaching_site.http.addresses import absolute
from coaching_site.models import SiteSettings
from coaching_site.outbox.addressees import practice_addresses
from coaching_site.outbox.mailing import queue_mail

if TYPE_CHECKING:
    from contact.models import Example, Inquiry


def propose_to_asker(example: "Example", inquiry: "Inquiry") -> None:
    """Ask her, with the link by which she answers and later takes it down."""
    queue_mail(
        inquiry.email,
        "contact/examples/mails/proposed",
        {
            "reference": inquiry.reference,
            "article": example.article.title,
            "own_page": absolute(reverse("example_own", args=[example.token])),
        },
        about=inquiry,
        reply_to=SiteSettings.load().email or None,
    )


def tell_practice_of(example: "Example") -> None:
    """Tell the practice what who asked decided; about no row, since that may be erased."""
    queue_mail(
        practice_addresses(),
        "contact/examples/mails/decided",
        {
            "article": example.article.title,
            "state": example.get_state_display(),
            "address": absolute(reverse("admin:contact_example_change", args=[example.pk])),
        },
    )

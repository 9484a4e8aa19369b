"""The two mails about a new inquiry; they say what, when and where, never who or why."""

from typing import TYPE_CHECKING

from coaching_site.http.addresses import absolute
from coaching_site.models import SiteSettings
from coaching_site.outbox.addressees import practice_addresses
from coaching_site.outbox.mailing import queue_mail

if TYPE_CHECKING:
    from contact.models import Inquiry


def announce(inquiry: "Inquiry") -> None:
    """Put the mail to the practice and the one to the sender in the outbox."""
    site_settings = SiteSettings.load()
    _tell_the_practice(inquiry, site_settings)
    _tell_the_sender(inquiry, site_settings)


def _tell_the_practice(inquiry: "Inquiry", site_settings: SiteSettings) -> None:
    """Point to the inquiry in the admin; whoever reads along in a mail box learns nothing."""
    queue_mail(
        practice_addresses(site_settings),
        "contact/inquiries/mails/to_practice",
        {
            "reference": inquiry.reference,
            "offer": inquiry.offer,
            "answer_due": inquiry.answer_due,
            "address": absolute(inquiry.get_absolute_url()),
        },
        about=inquiry,
    )


def _tell_the_sender(inquiry: "Inquiry", site_settings: SiteSettings) -> None:
    """Confirm, without a word of what was typed: the address may be somebody else's."""
    queue_mail(
        inquiry.email,
        "contact/inquiries/mails/to_sender",
        {
            "reference": inquiry.reference,
            "answer_due": inquiry.answer_due,
            "by_telephone": inquiry.prefers_a_call,
        },
        about=inquiry,
        reply_to=site_settings.email or None,
    )

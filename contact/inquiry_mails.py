"""The mails about an inquiry: those that announce it say what, when and where, never who or why."""

from typing import TYPE_CHECKING

from django.urls import reverse

from coaching_site.http.addresses import absolute
from coaching_site.models import SiteSettings
from coaching_site.outbox.addressees import practice_addresses
from coaching_site.outbox.announcing import confirm, tell_practice
from coaching_site.outbox.mailing import queue_mail

if TYPE_CHECKING:
    from contact.models import Inquiry, InquiryMessage

# Named, because the job needs the model and the model this module.
DIGEST_JOB = "mail_digest_of_inquiries"


def announce(inquiry: "Inquiry") -> None:
    """Put the mail to the practice and the one to the sender in the outbox."""
    _tell_the_sender(inquiry)
    _tell_the_practice(inquiry)


def announce_instead_of_comment(inquiry: "Inquiry") -> None:
    """Tell the practice, and the writer of a comment that it is answered in private."""
    queue_mail(
        inquiry.email,
        "contact/inquiries/mails/instead_of_comment",
        {
            "reference": inquiry.reference,
            "answer_due": inquiry.answer_due,
            "own_page": own_page(inquiry),
        },
        about=inquiry,
        reply_to=SiteSettings.load().email or None,
    )
    _tell_the_practice(inquiry)


def mail_reply(inquiry: "Inquiry", message: "InquiryMessage") -> None:
    """Send its sender what the practice answers, word for word."""
    queue_mail(
        inquiry.email,
        "contact/inquiries/mails/reply",
        {"reference": inquiry.reference, "text": message.text, "own_page": own_page(inquiry)},
        about=inquiry,
        reply_to=SiteSettings.load().email or None,
    )


def tell_of_addition(inquiry: "Inquiry", message: "InquiryMessage") -> None:
    """Tell the practice that something was added, without a word of it."""
    tell_practice(
        "contact/inquiries/mails/added",
        {
            "reference": inquiry.reference,
            "read_first": message.read_first,
            "address": absolute(inquiry.get_absolute_url()),
        },
        about=inquiry,
        digest=DIGEST_JOB,
    )


def tell_of_withdrawal(reference: str) -> None:
    """Tell the practice that what it had answered is gone; about no row, since that is erased."""
    template = "contact/inquiries/mails/withdrawn"
    queue_mail(practice_addresses(), template, {"reference": reference})


def mail_new_links(inquiries: "list[Inquiry]") -> None:
    """Send fresh links to all requests of one address, the newest first; at least one is given."""
    newest = inquiries[0]
    links = [{"reference": each.reference, "own_page": own_page(each)} for each in inquiries]
    template = "contact/inquiries/mails/new_links"
    queue_mail(newest.email, template, {"links": links}, about=newest)


def own_page(inquiry: "Inquiry") -> str:
    """Return the whole address of the page that who asked has for herself."""
    return absolute(reverse("inquiry_own", args=[inquiry.askers_token]))


def _tell_the_practice(inquiry: "Inquiry") -> None:
    """Point to the inquiry in the admin; whoever reads along in a mail box learns nothing."""
    tell_practice(
        "contact/inquiries/mails/to_practice",
        {
            "reference": inquiry.reference,
            "offer": inquiry.offer,
            "read_first": inquiry.read_first,
            "answer_due": inquiry.answer_due,
            "address": absolute(inquiry.get_absolute_url()),
        },
        about=inquiry,
        digest=DIGEST_JOB,
    )


def _tell_the_sender(inquiry: "Inquiry") -> None:
    """Confirm, without a word of what was typed: the address may be somebody else's."""
    confirm(
        inquiry.email,
        "contact/inquiries/mails/to_sender",
        {
            "reference": inquiry.reference,
            "answer_due": inquiry.answer_due,
            "by_telephone": inquiry.prefers_a_call,
            "own_page": own_page(inquiry),
        },
        about=inquiry,
        reply_to=SiteSettings.load().email or None,
    )

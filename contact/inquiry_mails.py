"""The two mails about a new inquiry; they say what, when and where, never who or why."""

from typing import TYPE_CHECKING

from coaching_site.http.addresses import absolute
from coaching_site.models import SiteSettings
from coaching_site.outbox.announcing import confirm, tell_practice
from coaching_site.outbox.mailing import queue_mail

if TYPE_CHECKING:
    from contact.models import Inquiry

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
        {"reference": inquiry.reference, "answer_due": inquiry.answer_due},
        about=inquiry,
        reply_to=SiteSettings.load().email or None,
    )
    _tell_the_practice(inquiry)


def _tell_the_practice(inquiry: "Inquiry") -> None:
    """Point to the inquiry in the admin; whoever reads along in a mail box learns nothing."""
    tell_practice(
        "contact/inquiries/mails/to_practice",
        {
            "reference": inquiry.reference,
            "offer": inquiry.offer,
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
        },
        about=inquiry,
        reply_to=SiteSettings.load().email or None,
    )

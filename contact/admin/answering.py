"""Links by which the practice answers an inquiry."""

from urllib.parse import quote

from django.utils.translation import gettext

from contact.models import Inquiry


def mail_link(inquiry: Inquiry) -> str:
    """Return the address that starts a mail to the sender, the reference in its subject."""
    subject = gettext("Your question (%(reference)s)") % {"reference": inquiry.reference}
    return f"mailto:{quote(inquiry.email, safe='@')}?subject={quote(subject)}"

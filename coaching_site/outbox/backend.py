"""The default mailer: Django's mail functions store a mail here instead of sending it."""

import secrets
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import models, transaction

from coaching_site.outbox.models import OutgoingMail


class OutboxBackend(BaseEmailBackend):
    """Keeps each mail and the job that sends it in the caller's transaction."""

    @transaction.atomic
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store the messages and return how many; raise ValueError if one cannot be kept whole."""
        return sum(self._store(message) for message in email_messages)

    def _store(self, message: EmailMessage) -> bool:
        message.message()  # Raises ValueError for a line break in a header.
        text, html = _bodies(message)
        about: models.Model | None = getattr(message, "about", None)
        headers = _headers(message)
        message_id = headers.pop("message-id", "") or new_message_id()
        # One row for each addressee: SMTP may take one and refuse the other.
        for recipient in message.recipients():
            OutgoingMail.objects.create(
                message_id=message_id,
                template=getattr(message, "template", ""),
                sender=str(message.from_email),
                recipient=str(recipient),
                subject=str(message.subject),
                headers=headers,
                text=text,
                html=html,
                about=about,
            ).queue()
        return bool(message.recipients())


def _bodies(message: EmailMessage) -> tuple[str, str]:
    """Return the plain and the HTML text; refuse attachments and all else, which is not kept."""
    if message.attachments:
        raise ValueError("The outbox keeps no attachments: put a link into the mail.")
    texts = {f"text/{message.content_subtype}": str(message.body)}
    for content, mimetype in getattr(message, "alternatives", []):
        if texts.get(mimetype):
            raise ValueError(f"The outbox keeps one {mimetype} of a mail.")
        texts[mimetype] = str(content)
    if unknown := texts.keys() - {"text/plain", "text/html"}:
        raise ValueError(f"The outbox keeps no {', '.join(sorted(unknown))}.")
    return texts.get("text/plain", ""), texts.get("text/html", "")


def _headers(message: EmailMessage) -> dict[str, str]:
    """Return the headers beside sender and subject, as every addressee is to see them."""
    addresses = {"to": message.to, "cc": message.cc, "reply-to": message.reply_to}
    headers = {name: ", ".join(map(str, some)) for name, some in addresses.items() if some}
    headers |= {name.lower(): str(value) for name, value in message.extra_headers.items()}
    headers.pop("date", None)  # It is the time at which the mail is stored.
    return headers


def new_message_id() -> str:
    """Return a Message-ID at the site's own domain that says nothing about the machine."""
    return f"<{secrets.token_hex(16)}@{urlsplit(settings.SITE_URL).hostname}>"

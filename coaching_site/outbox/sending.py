"""Handing a stored mail to the mail server, and reading the server's answer."""

import smtplib
from contextlib import suppress
from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives, mailers
from django.utils import timezone

from coaching_site.outbox.models import OutgoingMail

PERMANENT = 500
# Answers about the site's own account or connection: waiting helps once an operator corrects it.
ABOUT_THE_SERVER = (
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
)


@dataclass(frozen=True)
class Refusal:
    """Why a mail was not taken, without a word of the answer: servers repeat addresses in it."""

    code: int | None
    reason: str
    final: bool


def hand_over(mail: OutgoingMail) -> Refusal | None:
    """Give the mail to the mailer "smtp"; return nothing once it is taken, otherwise why not."""
    try:
        _deliver(_message(mail))
    except Exception as error:  # noqa: BLE001 - any other text could carry an address into the log
        return read_refusal(error)
    return None


def _message(mail: OutgoingMail) -> EmailMultiAlternatives:
    """Build the same message at every attempt: number and date are those of the first."""
    headers = {name.title(): value for name, value in mail.headers.items()}
    headers |= {"Message-ID": mail.message_id, "Date": timezone.localtime(mail.created_at)}
    message = EmailMultiAlternatives(
        mail.subject, mail.text, mail.sender, [mail.recipient], headers=headers
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _deliver(message: EmailMultiAlternatives) -> None:
    mailer = mailers["smtp"]
    try:
        mailer.open()
        mailer.send_messages([message])
    finally:
        # A server that took the mail and stumbles over the farewell has taken it all the same.
        with suppress(smtplib.SMTPException, OSError):
            mailer.close()


def read_refusal(error: Exception) -> Refusal:
    """Tell from an exception whether trying again can help."""
    code, final = None, False
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = min(code for code, _answer in error.recipients.values())
        final = code >= PERMANENT
    elif isinstance(error, smtplib.SMTPResponseException):
        code = error.smtp_code
        final = code >= PERMANENT and not isinstance(error, ABOUT_THE_SERVER)
    elif isinstance(error, ValueError) and not isinstance(error, OSError):
        # What cannot be written as a mail now cannot be later. (A bad certificate is both errors.)
        final = True
    # smtplib says -1 when an answer has no code.
    return Refusal(code if code and code > 0 else None, type(error).__name__, final)

"""How the site writes a mail: from templates, in its own language, about one thing."""

from email.headerregistry import Address
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.mail import EmailMultiAlternatives
from django.db import models, transaction
from django.template import Context, Engine, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation

from coaching_site.models import SiteSettings
from coaching_site.outbox.models import OutgoingMail
from coaching_site.text.characters import single_line

# Programs that answer on holidays leave such a mail alone (RFC 3834).
HEADERS = {"Auto-Submitted": "auto-generated"}


@transaction.atomic
def queue_mail(
    to: str | list[str],
    template: str,
    context: dict[str, Any],
    about: models.Model | None = None,
    reply_to: str | None = None,
) -> None:
    """Write a mail into the outbox, in the caller's transaction; the worker sends it.

    Args:
        to: one address or several; each gets a mail of its own and sees no other address.
        template: for example "contact/inquiries/mails/to_sender", which stands for the templates
            `<template>_subject.txt`, `<template>.txt` and, if there is one, `<template>.html`.
            They find `site_settings` and `site_url` beside the context; whole addresses are made
            with `{% url ... as path %}{{ path|absolute_address }}` (`{% load site %}`). Nothing
            is escaped in `.txt`.
        context: what else the templates need.
        about: the row that the mail belongs to. Its model declares
            `mails = GenericRelation("outbox.OutgoingMail")`: the mail is erased with the row.
        reply_to: where an answer goes, if not to the sender.

    Raises:
        ValueError: for a line break in the subject or an address, or a row that is not saved.
    """
    _refuse_unrelated(about)
    site_settings = SiteSettings.load()
    known = {"site_settings": site_settings, "site_url": settings.SITE_URL}
    with translation.override(settings.LANGUAGE_CODE):
        subject, text, html = _render(template, known | context)
    for address in [to] if isinstance(to, str) else to:
        message = EmailMultiAlternatives(
            subject,
            text,
            sender_named(site_settings.practice_name),
            [address],
            reply_to=[reply_to] if reply_to else None,
            headers=HEADERS,
        )
        if html:
            message.attach_alternative(html, "text/html")
        message.template, message.about = template, about  # type: ignore[attr-defined] # for our backend
        message.send()


def _render(template: str, context: dict[str, Any]) -> tuple[str, str, str]:
    """Return subject, text and HTML; the last is empty when there is no template for it."""
    subject = _render_text(f"{template}_subject.txt", context).strip()
    text = _render_text(f"{template}.txt", context)
    try:
        html = get_template(f"{template}.html").render(context)
    except TemplateDoesNotExist:
        html = ""
    return subject, text, html


def _render_text(name: str, context: dict[str, Any]) -> str:
    # Django escapes in every template, whatever its name ends with.
    template = Engine.get_default().get_template(name)
    return template.render(Context(context, autoescape=False))


def sender_named(name: str) -> str:
    """Return the site's address under that name, unless the setting gives it one already."""
    given, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return named_address(given or name, address)


def named_address(name: str, address: str) -> str:
    """Return both as they stand in the head of a mail, whatever signs the name has.

    Already encoded, as `formataddr` does it, Python would read the name again, and take its comma
    for the end of an address. A name that looks like an encoded one would be read as such, too.
    """
    return str(Address(single_line(name).replace("=?", "= ?"), addr_spec=address))


def _refuse_unrelated(about: models.Model | None) -> None:
    """Raise unless the mail can be found, and erased, from the row that it is about."""
    if about is None:
        return
    if about.pk is None:
        raise ValueError("A mail cannot be about a row that is not saved.")
    relations = [
        field for field in about._meta.private_fields if isinstance(field, GenericRelation)
    ]
    if not any(relation.related_model is OutgoingMail for relation in relations):
        raise TypeError(
            f"{type(about).__name__} declares no GenericRelation to outbox.OutgoingMail."
        )

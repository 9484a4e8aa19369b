"""The forms in which pages, offers and blocks are written, filled in as somebody does."""

from typing import Any

from django.test import Client
from django.urls import reverse

from coaching_site.models import Block, Page
from contact.models import Offer

KINDS = [Page, Offer, Block]


WITH_A_PAGE = [Page, Offer]


def admin(model: Any, name: str, *args: object, **query: object) -> str:
    address = f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}"
    return reverse(address, args=args, query=query)


def typed(model: Any, **fields: object) -> dict[str, object]:
    """Return a form as somebody fills it in; `words` is what it is called."""
    words = fields.pop("words", "Werkwijze")
    names = {Page: {"title": words}, Offer: {"title": words, "summary": "Kort."}}
    rest = names.get(model, {"name": words})
    return rest | {"body": "<p>De tekst.</p>", "order": "4", "based_on": 0} | fields


def start(desk: Client, model: Any, button: str = "_save", **fields: object) -> Any:
    answer = desk.post(admin(model, "add"), typed(model, **fields) | {button: "1"})
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    return model.objects.latest("pk")


def save(desk: Client, text: Any, button: str = "_save", **fields: object) -> Any:
    slug = {"slug": text.slug} if hasattr(text, "slug") else {}
    sent = typed(type(text), based_on=text.newest_version.number) | slug | fields | {button: "1"}
    answer = desk.post(admin(type(text), "change", text.pk), sent)
    text.refresh_from_db()
    return answer


def said(answer: Any) -> str:
    return " ".join(answer.text.split())

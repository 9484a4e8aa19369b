"""The form of an article as its author fills it in and sends it, for the tests of the admin."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from blog.models import Article

ADD = "/admin/blog/article/add/"


def typed(**fields: object) -> dict[str, object]:
    """Return the form as an author fills it in, a new article unless `based_on` says otherwise."""
    return {
        "title": "Loslaten",
        "body": "<p>De tekst.</p>",
        "based_on": 0,
    } | fields


def post(client: Client, address: str, button: str = "_save", **fields: object) -> HttpResponse:
    return client.post(address, typed(**fields) | {button: "1"})


def change(article: Article) -> str:
    return f"/admin/blog/article/{article.pk}/change/"


def start(client: Client, button: str = "_save", **fields: object) -> Article:
    response = post(client, ADD, button, **fields)
    assert response.status_code == 302, form_of(response).errors
    return Article.objects.latest("pk")


def form_of(response: Any) -> Any:
    """Return the form that a page shows."""
    return response.context["adminform"].form


def errors(response: HttpResponse) -> dict[str, list[str]]:
    """Return the codes of what was refused, by field; the form was shown again."""
    assert response.status_code == 200
    return {
        name: [error.code for error in found.as_data()]
        for name, found in form_of(response).errors.items()
    }

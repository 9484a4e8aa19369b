"""What the server says about texts that a browser keeps: saved, or still only there."""

import json

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.test import Client
from lxml import html

from blog.models import Article
from coaching_site.accounts.models import User
from coaching_site.models import Page
from coaching_site.rich_text.editor.admin import RichTextAdmin
from tests.factories import make_user

pytestmark = pytest.mark.django_db

COPY = "0123456789abcdef" * 2
WITH_EDITOR = sorted(
    f"{model._meta.app_label}/{model._meta.model_name}"
    for model, model_admin in admin.site._registry.items()  # noqa: SLF001 (there is no other list)
    if isinstance(model_admin, RichTextAdmin)
)
SESSION = "/admin/session/"


def filled_in(client: Client, address: str, **fields: str) -> dict[str, object]:
    """Return the form at an address as a browser sends it, with the copy's name beside it."""
    form = html.fromstring(client.get(address).text).get_element_by_id(form_id(address))
    sent: dict[str, object] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    words = {name: "tekst" for name in ("title", "name", "summary", "slug") if name in form.fields}
    return sent | words | {"body": "<p>Tekst.</p>", "_copy": COPY, "_save": "1"} | fields


def form_id(address: str) -> str:
    return address.split("/")[3] + "_form"


def told(client: Client, address: str = "/admin/") -> dict[str, object]:
    """Return what a page tells the script."""
    [element] = html.fromstring(client.get(address).text).xpath("//*[@id='local-drafts']")
    return json.loads(element.text)


def test_every_form_with_an_editor_keeps_copies(client: Client, coach: User) -> None:
    assert len(WITH_EDITOR) >= 4
    for model in WITH_EDITOR:
        settings = told(client, f"/admin/{model}/add/")
        assert settings["form"] == f"{model.replace('/', '.')}.new"
        assert settings["user"] == coach.pk


@pytest.mark.parametrize("model", WITH_EDITOR)
def test_a_copy_is_called_saved_once_its_text_is_stored_and_not_before(
    client: Client, coach: User, model: str
) -> None:
    address = f"/admin/{model}/add/"
    refused = client.post(address, filled_in(client, address, title="", name=""))
    assert refused.status_code == 200
    assert told(client)["saved"] == []

    assert client.post(address, filled_in(client, address)).status_code == 302
    assert told(client)["saved"] == [COPY]
    assert told(client, address)["saved"] == [COPY]


def test_a_refused_form_goes_on_in_its_copy(client: Client, coach: User) -> None:
    address = "/admin/coaching_site/page/add/"
    page = client.post(address, filled_in(client, address, title="")).text
    [element] = html.fromstring(page).xpath("//*[@id='local-drafts']")
    assert f'"copy": "{COPY}"' in element.text
    assert '"unsaved": true' in element.text


@pytest.mark.parametrize("name", ["", "x", COPY + "0", f"{COPY[:-1]}<", "../" * 10])
def test_odd_names_of_copies_are_ignored(client: Client, coach: User, name: str) -> None:
    address = "/admin/coaching_site/page/add/"
    assert client.post(address, filled_in(client, address, _copy=name)).status_code == 302
    assert told(client)["saved"] == []


def test_a_text_whose_page_was_deleted_meanwhile_is_offered_in_a_new_form(
    client: Client, coach: User
) -> None:
    page = Page.objects.create(title="Weg", slug="weg")
    address = f"/admin/coaching_site/page/{page.pk}/change/"
    sent, page_id = filled_in(client, address), page.pk
    page.delete()

    for answer in (client.post(address, sent), client.get(f"{address}?kept")):
        assert answer.url == f"/admin/coaching_site/page/add/?instead_of={page_id}"
    settings = told(client, answer.url)
    assert settings["saved"] == []
    assert settings["insteadOf"] == f"coaching_site.page.{page_id}"
    assert client.get(address).url == "/admin/"


def test_only_the_last_saves_are_remembered(client: Client, coach: User) -> None:
    address = "/admin/coaching_site/page/add/"
    names = [f"{number:032x}" for number in range(32)]
    for name in names:
        client.post(address, filled_in(client, address, slug=f"tekst-{name[-3:]}", _copy=name))
    assert told(client)["saved"] == names[2:]


def test_who_may_only_look_is_not_asked_to_keep_anything(client: Client) -> None:
    page = Page.objects.create(title="Over", slug="over-ons")
    reader = make_user()
    reader.user_permissions.add(Permission.objects.get(codename="view_page"))
    client.force_login(reader)
    answer = client.get(f"/admin/coaching_site/page/{page.pk}/change/")
    assert answer.status_code == 200
    assert "local-drafts" not in answer.text


def test_the_session_answers_with_a_token_by_which_an_older_form_can_be_sent(coach: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(coach)
    address = "/admin/coaching_site/page/add/"
    sent = filled_in(client, address)
    Session.objects.all().delete()
    del client.cookies["csrftoken"]
    assert client.get(SESSION).json() == {"user": None}

    client.force_login(coach)
    answer = client.get(SESSION)
    assert answer.json()["user"] == coach.pk
    assert answer.json()["name"] == "coach"
    assert "no-store" in answer["Cache-Control"]
    assert client.post(address, sent).status_code == 403
    token = answer.json()["token"]
    assert client.post(address, sent | {"csrfmiddlewaretoken": token}).status_code == 302


def test_a_stranger_gets_no_token_and_no_cookie(client: Client) -> None:
    answer = client.get(SESSION)
    assert answer.json() == {"user": None}
    assert not answer.cookies
    client.force_login(make_user(is_staff=False))
    assert client.get(SESSION).json() == {"user": None}
    assert client.post(SESSION).status_code == 405


def test_a_post_to_an_ended_session_leads_back_to_the_form(client: Client, coach: User) -> None:
    article = Article.objects.create(title="Rust", slug="rust")
    Session.objects.all().delete()
    address = f"/admin/blog/article/{article.pk}/change/"
    answer = client.post(address, {"title": "Getypt"})
    assert answer.status_code == 302
    assert answer.url.endswith(f"?next={address}")

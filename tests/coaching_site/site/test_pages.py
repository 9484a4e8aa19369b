"""Standing pages."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from coaching_site.models import Page

pytestmark = pytest.mark.django_db


def save(client: Client, **fields: str) -> Any:
    values = {
        "title": "Werkwijze",
        "slug": "werkwijze",
        "summary": "",
        "body": "<p>Zo.</p>",
        "order": "4",
    }
    return client.post(
        reverse("admin:coaching_site_page_add"),
        values | {"based_on": "0", "_publish": "1"} | fields,
    )


def test_a_page_made_in_the_admin_can_be_read_and_stands_in_the_menu(desk: Client) -> None:
    save(desk, body="<p>Zo werken <strong>wij</strong>.</p>", in_menu="on")
    desk.logout()
    page = desk.get("/werkwijze/")
    assert "Zo werken <strong>wij</strong>." in page.content.decode()
    assert 'href="/werkwijze/"' in desk.get("/").content.decode()


RESERVED = ["artikelen", "aanbod", "contact", "admin", "account", "static", "media"]


@pytest.mark.parametrize("slug", RESERVED)
def test_a_page_never_takes_an_address_of_the_site_itself(desk: Client, slug: str) -> None:
    answer = save(desk, slug=slug)
    assert "De site gebruikt het adres" in answer.content.decode()
    assert not Page.objects.filter(slug=slug).exists()


@pytest.mark.parametrize("slug", ["over", "Twee woorden", "é", "a/b", "x" * 81])
def test_taken_and_unusable_addresses_are_refused_with_a_message(desk: Client, slug: str) -> None:
    answer = save(desk, slug=slug)
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["slug"]


def test_script_in_a_page_is_taken_out(desk: Client) -> None:
    save(desk, body='<p onclick="x()">Tekst</p><script>alert(1)</script>')
    html = desk.get("/werkwijze/").content.decode()
    assert "alert(1)" not in html
    assert "onclick" not in html


def test_saving_some_fields_keeps_the_rendered_text_in_step() -> None:
    page = Page.objects.create(title="Werkwijze", slug="werkwijze", body="<p>Oud</p>")
    page.body = "<p>Nieuw</p>"
    page.save(update_fields=["body"])
    page.refresh_from_db()
    assert "Nieuw" in page.body_html


def test_saving_another_field_leaves_the_rendered_text_as_it_is() -> None:
    page = Page.objects.create(title="Werkwijze", slug="werkwijze", body="<p>Oud</p>")
    page.body, page.title = "<p>Half af</p>", "Anders"
    page.save(update_fields=["title"])
    page.refresh_from_db()
    assert (page.title, page.body) == ("Anders", "<p>Oud</p>")
    assert "Oud" in page.body_html


def test_a_page_with_a_reserved_address_is_invalid_wherever_it_is_made() -> None:
    with pytest.raises(ValidationError) as refused:
        Page(title="Contact", slug="contact").full_clean()
    assert refused.value.error_dict["slug"][0].code == "reserved"


@pytest.mark.parametrize("address", ["/bestaat-niet/", "/Over/x/", "/over/%00/", "/%F0%28/"])
def test_an_unknown_page_is_a_404_or_a_400(client: Client, address: str) -> None:
    assert client.get(address).status_code in {400, 404}

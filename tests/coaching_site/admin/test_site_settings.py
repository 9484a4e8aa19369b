"""The practice's own data: one row, changed in the admin, seen on every page."""

from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from coaching_site.models import SiteSettings
from tests.factories import make_image_file

pytestmark = pytest.mark.django_db


def change_address() -> str:
    return reverse("admin:coaching_site_sitesettings_change", args=[1])


def test_the_list_opens_the_one_row(desk: Client) -> None:
    answer = desk.get(reverse("admin:coaching_site_sitesettings_changelist"))
    assert answer.url == change_address()


def test_a_changed_name_stands_above_the_site(desk: Client, client: Client) -> None:
    form = desk.get(change_address()).context["adminform"].form
    values = {name: value for name, value in form.initial.items() if value not in (None, "")}
    values.pop("portrait", None)
    answer = desk.post(change_address(), values | {"practice_name": "De Kantlijn"})
    assert answer.status_code == 302, answer.context["errors"]
    client.logout()
    assert "De Kantlijn" in client.get("/").content.decode()


def test_the_portrait_is_shown_where_it_is_changed(
    desk: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    site = SiteSettings.load()
    site.portrait = make_image_file()
    site.save()
    page = desk.get(change_address()).content.decode()
    assert f'src="{site.portrait.url}"' in page
    assert "Haal deze afbeelding weg" in page


def test_the_row_cannot_be_added_or_taken_away(desk: Client) -> None:
    assert desk.get(reverse("admin:coaching_site_sitesettings_add")).status_code == 403
    delete = reverse("admin:coaching_site_sitesettings_delete", args=[1])
    assert desk.post(delete, {"post": "yes"}).status_code == 403
    assert SiteSettings.objects.count() == 1


def test_there_is_never_a_second_row() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteSettings.objects.create(pk=2)


def test_a_site_whose_row_is_missing_still_answers(client: Client) -> None:
    SiteSettings.objects.all().delete()
    assert client.get("/").status_code == 200
    assert SiteSettings.load().practice_name == "Praktijk"


@pytest.mark.parametrize("days", ["0", "31", "-1", "drie", ""])
def test_impossible_numbers_of_days_are_refused(desk: Client, days: str) -> None:
    answer = desk.post(change_address(), {"practice_name": "P", "answer_within_days": days})
    assert answer.status_code == 200
    assert "answer_within_days" in answer.context["adminform"].form.errors


@pytest.mark.parametrize("typed", ["06 12345678 na 16.00", "bel ons", "06 1234567"])
def test_what_is_not_one_telephone_number_is_refused_beside_its_field(
    desk: Client, typed: str
) -> None:
    values = {"practice_name": "P", "answer_within_days": "3", "telephone": typed}
    answer = desk.post(change_address(), values)
    form = answer.context["adminform"].form
    assert form.errors == {
        "telephone": [
            "Dit is niet één heel telefoonnummer. Laat al het andere weg, zoals in 06 12345678."
        ]
    }
    assert form["telephone"].value() == typed


def test_a_telephone_number_is_shown_as_typed_and_called_by_its_digits(
    desk: Client, client: Client
) -> None:
    values = {"practice_name": "P", "answer_within_days": "3", "telephone": "+31 (0)6 12345678"}
    assert desk.post(change_address(), values).status_code == 302
    page = client.get("/").content.decode()
    assert '<a href="tel:+31612345678">+31 (0)6 12345678</a>' in page


def test_an_old_text_that_is_no_number_is_shown_and_cannot_be_pressed(client: Client) -> None:
    SiteSettings.objects.update(telephone="06 12345678 na 16.00")
    for address in ("/", "/contact/"):
        page = client.get(address).content.decode()
        assert "06 12345678 na 16.00" in page
        assert "tel:" not in page
        assert 'href=""' not in page

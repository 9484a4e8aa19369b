"""The same photo twice: noticed, shown, used or stored all the same, and told to nobody else."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from PIL import Image as Drawing

from blog.admin.images.library import facts_of
from blog.models import Image
from blog.tasks.images import note_missing_fingerprints
from tests.factories import make_image, make_image_file, make_user
from tests.image_files import upload_of, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]
UPLOAD = "/admin/blog/image/upload/"
ADD = "/admin/blog/image/add/"
QUESTION = "Deze staat er al: gebruiken?"


@pytest.fixture
def adder(client: Client) -> Client:
    """Return the browser of somebody who may add images and not look into the library."""
    user = make_user()
    user.user_permissions.add(Permission.objects.get(codename="add_image"))
    client.force_login(user)
    return client


def send(client: Client, upload: Any, **fields: str) -> Any:
    return client.post(UPLOAD, {"file": upload} | fields)


def stored_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_same_photo_is_answered_with_the_one_that_is_there(
    writer: Client, media_folder: Path
) -> None:
    there = make_image(alternative_text="Een klas", file=make_image_file())
    before = stored_files(media_folder)
    answer = send(writer, make_image_file())
    assert (answer.status_code, answer.json()) == (200, {"twin": facts_of(there)})
    assert Image.objects.get() == there
    assert stored_files(media_folder) == before


def test_notes_of_the_camera_and_the_name_make_no_other_photo(writer: Client) -> None:
    there = make_image(file=make_image_file())
    answer = send(writer, make_image_file(name="kopie.jpg", comment=b"gemaakt in de klas"))
    assert answer.json()["twin"]["id"] == there.pk


def test_another_photo_is_stored_without_a_question(writer: Client) -> None:
    make_image(file=make_image_file())
    answer = send(writer, upload_of(written(Drawing.new("RGB", (60, 40), "olive"))))
    assert answer.json()["alternative_text"] == ""
    assert Image.objects.count() == 2


def test_the_same_photo_is_stored_once_more_when_that_is_meant(writer: Client) -> None:
    there = make_image(file=make_image_file())
    facts = send(writer, make_image_file(), again="1").json()
    assert facts["id"] != there.pk
    assert Image.objects.count() == 2
    newest = send(writer, make_image_file()).json()["twin"]
    assert newest["id"] == facts["id"]


def test_a_replaced_photo_is_not_there_any_more(writer: Client) -> None:
    image = make_image(file=make_image_file())
    image.replace(make_image_file((90, 60)))
    assert "twin" not in send(writer, make_image_file()).json()
    assert send(writer, make_image_file((90, 60))).json()["twin"]["id"] == image.pk


def test_who_may_not_see_the_library_hears_nothing_of_what_is_there(adder: Client) -> None:
    there = make_image(alternative_text="Geheim", file=make_image_file())
    answer = send(adder, make_image_file())
    assert (answer.status_code, "twin" in answer.json()) == (200, False)
    fields = {"file": make_image_file(), "alternative_text": "Een boom"}
    assert adder.post(ADD, fields).status_code == 302
    assert Image.objects.count() == 3
    page = adder.post(ADD, {"twin": str(there.pk), "again": "1", "alternative_text": "x"})
    assert "Geheim" not in page.text
    assert there.file.url not in page.text
    assert Image.objects.count() == 3


@pytest.mark.parametrize("count", [1, 20])
def test_noticing_costs_the_same_queries_however_many_there_are(
    writer: Client, django_assert_num_queries: Any, count: int
) -> None:
    for _number in range(count):
        make_image()
    with django_assert_num_queries(5):
        assert "twin" in send(writer, make_image_file()).json()


def test_the_form_asks_shows_the_one_that_is_there_and_keeps_what_was_typed(desk: Client) -> None:
    there = make_image(alternative_text="Een rij jassen", file=make_image_file())
    fields = {"file": make_image_file(), "alternative_text": "Jassen", "credit": "Bo"}
    page = desk.post(ADD, fields)
    assert page.status_code == 200
    assert QUESTION in page.text
    assert f'src="{there.thumbnail_url}"' in page.text
    assert "Een rij jassen" in page.text
    use = reverse("admin:blog_image_change", args=[there.pk])
    assert re.search(rf'<a [^>]*href="{use}"[^>]*>Gebruik die</a>', page.text)
    assert 'value="Jassen"' in page.text
    assert 'value="Bo"' in page.text
    assert Image.objects.get() == there


def test_the_form_places_it_anew_without_the_file_being_chosen_again(
    desk: Client, media_folder: Path
) -> None:
    there = make_image(file=make_image_file())
    again = {"twin": str(there.pk), "again": "1"}
    page = desk.post(ADD, again | {"credit": "Bo"})
    # Where something else is missing, the photo is still held.
    assert "Beschrijf de afbeelding" in page.text
    assert f'name="twin" value="{there.pk}"' in page.text
    assert desk.post(ADD, again | {"alternative_text": "Jassen"}).status_code == 302
    copy = Image.objects.exclude(pk=there.pk).get()
    assert (copy.alternative_text, copy.width, copy.height) == ("Jassen", 60, 40)
    assert copy.file.name != there.file.name
    there.delete()
    assert copy.file.storage.exists(copy.file.name)


def test_the_form_asks_again_as_long_as_nobody_answered(desk: Client) -> None:
    there = make_image(file=make_image_file())
    page = desk.post(ADD, {"twin": str(there.pk), "alternative_text": "Jassen", "_save": ""})
    assert QUESTION in page.text
    other = {"file": make_image_file((90, 60)), "twin": str(there.pk), "alternative_text": "Jas"}
    assert desk.post(ADD, other).status_code == 302
    assert Image.objects.get(alternative_text="Jas").width == 90


@pytest.mark.parametrize("twin", ["", "x", "-1", "99999999", "9" * 40])
def test_a_photo_that_is_gone_is_asked_for_once_more(desk: Client, twin: str) -> None:
    page = desk.post(ADD, {"twin": twin, "again": "1", "alternative_text": "Jassen"})
    assert page.status_code == 200
    assert 'value="Jassen"' in page.text
    assert not Image.objects.exists()


def test_what_an_older_release_stored_is_noticed_after_the_next_hour(
    writer: Client, media_folder: Path
) -> None:
    there, lost = make_image(file=make_image_file()), make_image(file=make_image_file((90, 60)))
    Image.objects.update(fingerprint="")
    (media_folder / lost.file.name).unlink()
    note_missing_fingerprints(0)

    assert Image.objects.get(fingerprint="") == lost
    assert send(writer, make_image_file()).json()["twin"]["id"] == there.pk

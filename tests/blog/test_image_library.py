"""The library as the scripts of the editor ask for it: what is there, and in what words."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from blog.models import Image
from tests.factories import make_image

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]
LIBRARY = "/admin/blog/image/library/"


def test_a_new_image_is_described_by_who_added_it_and_once(writer: Client) -> None:
    image = make_image(alternative_text="")
    address = f"/admin/blog/image/{image.pk}/describe/"
    answer = writer.post(address, {"alternative_text": "", "caption": "Een rij"})
    assert (answer.status_code, answer.json()["code"]) == (422, "undescribed")
    words = {"alternative_text": "Een rij\nkinderen", "caption": "De rij", "credit": "Bo"}
    answer = writer.post(address, words)
    assert answer.json()["alternative_text"] == "Een rij kinderen"
    assert Image.objects.get().credit == "Bo"
    logged = LogEntry.objects.get(object_id=str(image.pk)).get_change_message()
    assert logged.startswith("Beschrijving, Bijschrift en ")
    assert writer.post(address, words).json()["code"] == "permission"
    assert writer.post("/admin/blog/image/99999999/describe/", words).status_code == 404


def test_who_may_not_change_an_image_still_sees_it_large(writer: Client) -> None:
    image = make_image(alternative_text="Een boom")
    page = writer.get(reverse("admin:blog_image_change", args=[image.pk]))
    assert page.status_code == 200
    assert f'<img src="{image.file.url}" width="60" height="40" alt="Een boom"' in page.text
    assert 'name="file"' not in page.text
    assert 'name="focal_x"' not in page.text
    assert "Vervang overal" not in page.text
    library = writer.get(reverse("admin:blog_image_changelist")).text
    assert "data-drop" in library
    assert "_selected_action" not in library


def test_the_library_lists_newest_first_in_pages_and_finds_words(writer: Client) -> None:
    images = [make_image(alternative_text=f"Klas {number}", credit="Bo") for number in range(25)]
    make_image(alternative_text="Een boom", caption="Zomer")
    first = writer.get(LIBRARY).json()
    assert [image["alternative_text"] for image in first["images"]][:2] == [
        "Een boom", "Klas 24",
    ]  # fmt: skip
    assert (len(first["images"]), first["next"]) == (24, 1)
    second = writer.get(LIBRARY, {"page": "1"}).json()
    assert ([image["id"] for image in second["images"]], second["next"]) == (
        [images[1].pk, images[0].pk], None,
    )  # fmt: skip
    for words in ("zomer", "boom"):
        found = writer.get(LIBRARY, {"q": words}).json()["images"]
        assert [image["caption"] for image in found] == ["Zomer"]
    one = writer.get(LIBRARY, {"id": str(images[3].pk)}).json()["images"]
    assert [image["id"] for image in one] == [images[3].pk]


@pytest.mark.parametrize("page", ["x", "-1", "9" * 6, "²", "99999"])
def test_an_odd_page_of_the_library_is_answered(writer: Client, page: str) -> None:
    make_image()
    answer = writer.get(LIBRARY, {"page": page})
    assert answer.status_code == 200
    assert answer.json()["next"] is None


@pytest.mark.parametrize("count", [1, 24])
def test_listing_costs_the_same_queries_however_many_there_are(
    writer: Client, django_assert_num_queries: Any, count: int
) -> None:
    for _number in range(count):
        make_image()
    with django_assert_num_queries(5):
        writer.get(LIBRARY)

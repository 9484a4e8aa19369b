"""The pictures of the blog: never the uploaded bytes, always described, never lost while in use."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from blog.models import Image
from blog.picture_uses import uses_of
from coaching_site.models import SiteSettings
from tests.factories import make_article, make_author, make_image, make_picture_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def photo(size: tuple[int, int] = (60, 40)) -> SimpleUploadedFile:
    return make_picture_file(size, name="Anna van Dijk.jpg", comment=b"geheim")


def test_no_way_of_storing_keeps_the_uploaded_bytes_or_name(media_folder: Path) -> None:
    by_create = make_image(file=photo((2_000, 1_000)))
    by_hand = Image(alternative_text="x")
    by_hand.file.save("Anna van Dijk.jpg", ContentFile(photo().read()))
    settings_row = SiteSettings.load()
    settings_row.portrait = photo()
    settings_row.save()
    stored = [path for path in media_folder.rglob("*") if path.is_file()]
    assert len(stored) == 3
    for path in stored:
        assert path.suffix == ".webp"
        assert b"geheim" not in path.read_bytes()
        assert "Anna" not in path.name
    assert (by_create.width, by_create.height) == (1_600, 800)
    assert (by_hand.width, by_hand.height) == (60, 40)


def test_a_picture_needs_words_or_the_mark_of_decoration() -> None:
    with pytest.raises(ValidationError) as caught:
        Image(file=photo()).full_clean()
    assert caught.value.error_dict["alternative_text"][0].code == "undescribed"
    Image(file=photo(), is_decorative=True).full_clean()


def test_the_admin_stores_an_upload_and_shows_it_in_the_list(desk: Client) -> None:
    fields = {"file": photo(), "alternative_text": "Twee kinderen aan een tafel"}
    answer = desk.post(reverse("admin:blog_image_add"), fields)
    assert answer.status_code == 302
    image = Image.objects.get()
    page = desk.get(reverse("admin:blog_image_changelist"), {"q": "tafel"}).text
    assert f'<img src="{image.file.url}" alt="" width="96" height="64" loading="lazy">' in page
    assert "Twee kinderen aan een tafel" in page


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (SimpleUploadedFile("x.jpg", b"geen plaatje"), "geen afbeelding die we kunnen lezen"),
        (SimpleUploadedFile("x.svg", b"<svg onload='alert(1)'/>"), "geen afbeelding"),
        (photo((1, 1)), "Beschrijf de afbeelding"),
    ],
)
def test_the_admin_says_beside_the_field_what_is_wrong(
    desk: Client, upload: SimpleUploadedFile, words: str
) -> None:
    answer = desk.post(reverse("admin:blog_image_add"), {"file": upload, "credit": "Bo"})
    assert answer.status_code == 200
    assert words in answer.text
    assert 'value="Bo"' in answer.text
    assert not Image.objects.exists()


def test_a_picture_in_use_says_where_and_cannot_be_deleted(desk: Client) -> None:
    cover, in_draft, in_text, face, unused = (make_image() for _ in range(5))
    make_article("Rust", cover=cover)
    draft = make_article("Concept", publish_at=None)
    draft.versions.create(number=900, content={"title": "Concept", "cover": in_draft.pk})
    make_article("Lang", body=f'<p><img src="{in_text.file.url}" alt=""></p>')
    make_author("Marit", photo=face)
    uses = [list(uses_of([image])) for image in (cover, in_draft, in_text, face, unused)]
    assert uses == [
        ["Artikel: Rust"], ["Artikel: Concept"], ["Artikel: Lang"], ["Auteur: Marit"], [],
    ]  # fmt: skip
    page = desk.get(reverse("admin:blog_image_change", args=[cover.pk])).text
    assert "Artikel: Rust" in page
    assert reverse("admin:blog_image_delete", args=[cover.pk]) not in page
    assert (
        desk.post(reverse("admin:blog_image_delete", args=[face.pk]), {"post": "yes"}).status_code
        == 403
    )
    assert Image.objects.count() == 5


def test_deleting_several_at_once_names_what_is_in_use_and_deletes_none(
    desk: Client,
) -> None:
    face, unused = make_image(), make_image()
    make_author("Marit", photo=face)
    answer = desk.post(
        reverse("admin:blog_image_changelist"),
        {"action": "delete_selected", "_selected_action": [face.pk, unused.pk], "post": "yes"},
    )
    assert "Auteur: Marit" in answer.text
    assert Image.objects.count() == 2


def test_an_older_version_does_not_hold_a_picture(desk: Client) -> None:
    image = make_image()
    article = make_article()
    article.versions.create(number=900, content={"title": "a", "cover": image.pk})
    article.versions.create(number=901, content={"title": "a", "cover": None})
    assert list(uses_of([image])) == []


def test_a_picture_is_sent_in_a_box_and_kept_for_a_year(client: Client) -> None:
    image = make_image()
    answer = client.get(image.file.url)
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert b"".join(answer)[:4] == b"RIFF"


@pytest.mark.parametrize(
    "path",
    ["images/../geheim.webp", "geheim.webp", "images/", "images/x.svg", "images/x.html",
     "images/%2e%2e/geheim.webp", "images/sub/x.webp", "images/nergens.webp", "images/x.webp/"],
)  # fmt: skip
def test_nothing_else_in_the_media_folder_is_sent(
    client: Client, media_folder: Path, path: str
) -> None:
    for name in ("geheim.webp", "images/x.svg", "images/x.html", "images/sub/x.webp"):
        (media_folder / name).parent.mkdir(parents=True, exist_ok=True)
        (media_folder / name).write_bytes(b"geheim")
    assert client.get(f"/media/{path}").status_code == 404

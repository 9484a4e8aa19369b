"""The images of the blog: never the uploaded bytes, always described, never lost while in use."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from blog.models import Article, ArticleVersion, Image
from blog.models.article_content import ArticleContent
from blog.uses.images import in_use, uses_of
from coaching_site.models import Block, Page, SiteSettings
from tests.factories import make_article, make_author, make_image, make_image_file, make_offer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]


def photo(size: tuple[int, int] = (60, 40)) -> SimpleUploadedFile:
    return make_image_file(size, name="Anna van Dijk.jpg", comment=b"geheim")


def test_no_way_of_storing_keeps_the_uploaded_bytes_or_name(media_folder: Path) -> None:
    by_create = make_image(file=photo((2_000, 1_000)))
    by_hand = Image(alternative_text="x")
    by_hand.file.save("Anna van Dijk.jpg", ContentFile(photo().read()))
    settings_row = SiteSettings.load()
    settings_row.portrait = photo((1_000, 1_600))
    settings_row.save()
    stored = [path for path in media_folder.rglob("*") if path.is_file()]
    assert len(stored) == 3
    for path in stored:
        assert path.suffix == ".webp"
        assert b"geheim" not in path.read_bytes()
        assert "Anna" not in path.name
    assert (by_create.width, by_create.height) == (2_000, 1_000)
    assert (by_hand.width, by_hand.height) == (60, 40)
    assert (settings_row.portrait_width, settings_row.portrait_height) == (400, 640)


def test_an_image_needs_words_or_the_mark_of_decoration() -> None:
    with pytest.raises(ValidationError) as caught:
        Image(file=photo()).full_clean()
    assert caught.value.error_dict["alternative_text"][0].code == "undescribed"
    Image(file=photo(), is_decorative=True).full_clean()


def test_the_form_stores_an_upload_and_the_library_shows_it(desk: Client) -> None:
    fields = {"file": photo(), "alternative_text": "Twee kinderen aan een tafel"}
    answer = desk.post(reverse("admin:blog_image_add"), fields)
    assert answer.status_code == 302
    image = Image.objects.get()
    page = desk.get(reverse("admin:blog_image_changelist"), {"q": "tafel"}).text
    assert f'<img src="{image.file.url}" alt="" width="60" height="40" loading="lazy"' in page
    assert "Twee kinderen aan een tafel" in page
    assert (
        "Geen afbeeldingen gevonden"
        in desk.get(reverse("admin:blog_image_changelist"), {"q": "stoel"}).text
    )


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (SimpleUploadedFile("x.jpg", b"geen plaatje"), "geen afbeelding die we kunnen lezen"),
        (SimpleUploadedFile("x.svg", b"<svg onload='alert(1)'/>"), "een SVG-tekening"),
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


def names(image: Image) -> list[str]:
    return [use.name for use in uses_of([image])[image.pk]]


def figure(image: Image) -> str:
    return f'<figure><img data-image="{image.pk}" alt=""></figure>'


def start(title: str, **fields: Any) -> Article:
    return Article.start(ArticleContent(title=title, slug=f"a{title}", **fields), by=None)


def test_every_use_of_an_image_is_named_once_with_its_place() -> None:
    cover, social, in_text, face, unused = images = [make_image() for _ in range(5)]
    article = start("Rust", cover=cover.pk, body=figure(in_text) * 2, social_image=social.pk)
    article.publish(article.newest_version, by=None)
    start("Concept", body=figure(in_text))
    author = make_author("Marit", photo=face)
    page = Page.objects.create(title="Wij", slug="wij", body=figure(face))
    block = Block.objects.create(name="Bel ons", body=figure(social))
    offer = make_offer("Traject", body=figure(cover))
    assert [names(image) for image in images] == [
        ["Artikel: Rust", "Aanbod: Traject"],
        ["Artikel: Rust", "Blok: Bel ons"],
        ["Artikel: Concept", "Artikel: Rust"],
        ["Auteur: Marit", "Pagina: Wij"],
        [],
    ]
    addresses = {use.address for uses in uses_of(images).values() for use in uses}
    assert {reverse("admin:blog_author_change", args=[author.pk]),
            reverse("admin:coaching_site_page_change", args=[page.pk]),
            reverse("admin:coaching_site_block_change", args=[block.pk]),
            reverse("admin:contact_offer_change", args=[offer.pk])} <= addresses  # fmt: skip
    assert set(Image.objects.filter(in_use())) == {cover, social, in_text, face}
    assert list(Image.objects.exclude(in_use())) == [unused]


def test_live_newest_and_waiting_versions_hold_an_image_and_older_ones_do_not() -> None:
    old, live, waiting, newest = images = [make_image() for _ in range(4)]
    article = start("Rust", cover=old.pk)
    for number, image in enumerate((live, waiting, newest), start=1):
        content = replace(article.newest_version.read(), cover=None, body=figure(image))
        version = article.save_version(content, by=None, based_on=number)
        if image == live:
            article.publish(version, by=None)
        if image == waiting:
            ArticleVersion.objects.filter(pk=version.pk).update(
                go_live_at=timezone.now() + timedelta(days=1)
            )
    assert [bool(names(image)) for image in images] == [False, True, True, True]
    assert list(Image.objects.exclude(in_use())) == [old]


def test_an_image_in_use_says_where_and_cannot_be_deleted(desk: Client) -> None:
    cover, face = make_image(), make_image()
    start("Rust", cover=cover.pk)
    make_author("Marit", photo=face)
    page = desk.get(reverse("admin:blog_image_change", args=[cover.pk])).text
    assert "Artikel: Rust" in page
    assert reverse("admin:blog_image_delete", args=[cover.pk]) not in page
    for image, use in ((cover, "Artikel: Rust"), (face, "Auteur: Marit")):
        address = reverse("admin:blog_image_delete", args=[image.pk])
        for answer in (desk.get(address), desk.post(address, {"post": "yes"})):
            assert f">{use}</a>" in answer.text
            assert "Er is niets verwijderd" in answer.text
            assert "kies een ander bestand" in answer.text
    assert Image.objects.count() == 2


def test_an_image_that_nothing_shows_can_be_deleted(desk: Client) -> None:
    image = make_image()
    address = reverse("admin:blog_image_delete", args=[image.pk])
    assert address in desk.get(reverse("admin:blog_image_change", args=[image.pk])).text
    desk.post(address, {"post": "yes"})
    assert not Image.objects.exists()


def delete_chosen(desk: Client, *images: Image) -> str:
    answer = desk.post(
        reverse("admin:blog_image_changelist"),
        {"action": "delete_selected", "_selected_action": [image.pk for image in images],
         "post": "yes"},
        follow=True,
    )  # fmt: skip
    return answer.text


def test_deleting_several_at_once_names_what_is_in_use_and_deletes_none(
    desk: Client,
) -> None:
    in_text, unused = make_image(), make_image()
    start("Rust", body=figure(in_text))
    answer = delete_chosen(desk, in_text, unused)
    assert ">Artikel: Rust</a>" in answer
    assert "Er is niets verwijderd" in answer
    assert f'href="{reverse("admin:blog_image_changelist")}">Terug naar de lijst' in answer
    assert Image.objects.count() == 2
    delete_chosen(desk, unused)
    assert list(Image.objects.all()) == [in_text]


def test_another_file_takes_the_place_of_the_old_one(desk: Client) -> None:
    image = make_image(focal_x=10, focal_y=90)
    article = start("Rust", cover=image.pk)
    article.publish(article.newest_version, by=None)
    old = image.file.name
    fields = {"alternative_text": "Een grotere klas", "focal_x": 10, "focal_y": 90}
    answer = desk.post(
        reverse("admin:blog_image_change", args=[image.pk]),
        fields | {"file": photo((90, 60))},
        follow=True,
    )
    image.refresh_from_db()
    assert image.file.name != old
    assert (image.width, image.height, image.focal_x, image.focal_y) == (90, 60, 50, 50)
    assert image.alternative_text == "Een grotere klas"
    assert "Vervangen." in answer.text
    assert Article.objects.get().cover == image


def test_the_library_is_narrowed_down_by_use_and_by_description(desk: Client) -> None:
    used = make_image(alternative_text="Gebruikte klas")
    make_image(alternative_text="", is_decorative=True, credit="Versierder")
    bare = make_image(alternative_text="", credit="Niemand")
    make_author("Marit", photo=used)

    def shown(**choice: str) -> list[int]:
        answer = desk.get(reverse("admin:blog_image_changelist"), choice)
        assert answer.context is not None
        return [card["image"].pk for card in answer.context["cards"]]

    assert shown(use="used") == [used.pk]
    assert len(shown(use="unused")) == 2
    assert shown(description="missing") == [bare.pk]
    assert shown(description="present") == [used.pk]
    assert len(shown(description="decorative")) == 1
    assert len(shown(description="anders", use="anders")) == 3


@pytest.mark.parametrize("count", [2, 48])
def test_the_library_costs_the_same_queries_however_many_images_are_used(
    desk: Client, django_assert_num_queries: Any, count: int
) -> None:
    images = Image.objects.bulk_create(
        Image(file=f"images/{number}.webp", alternative_text="x", width=6, height=4)
        for number in range(count)
    )
    for image in images:
        make_author(photo=image)
    start("Alle", body="".join(map(figure, images)))
    with django_assert_num_queries(15):
        desk.get(reverse("admin:blog_image_changelist"))
    with django_assert_num_queries(21):
        desk.get(reverse("admin:blog_image_changelist"), {"use": "used"})


def test_of_an_image_beside_enough_texts_the_texts_are_not_searched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in ("blog.uses.images", "blog.uses.articles"):
        monkeypatch.setattr(f"{module}.MOST_USES", 2)
    everywhere = make_image()
    for number in range(4):
        make_article(f"Artikel {number}", cover=everywhere)

    with CaptureQueriesContext(connection) as queries:
        uses = uses_of([everywhere])[everywhere.pk]

    assert len(uses) == 3
    assert not any('"image_ids" @>' in query["sql"] for query in queries)


def test_an_image_is_sent_in_a_box_and_kept_for_a_year(client: Client) -> None:
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

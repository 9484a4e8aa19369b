"""What somebody deletes or replaces is gone from the site at once, in every size."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from blog.images.renditions import write_renditions
from blog.images.shapes import names_of
from blog.models import Article, Image
from blog.models.article_content import ArticleContent
from blog.tasks.images import make_renditions
from coaching_site.models import Block, Page
from tests.factories import make_image, make_image_file

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("media_folder")]


def with_renditions() -> Image:
    image = make_image()
    make_renditions(image.pk)
    image.refresh_from_db()
    return image


def files_of(image: Image) -> set[str]:
    return {str(image.file.name), *names_of(image.renditions)}


def stored(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def figure(image: Image) -> str:
    return f'<figure><img data-image="{image.pk}" alt="Een klas"></figure>'


def test_deleted_images_leave_no_file_and_others_keep_theirs(
    desk: Client, media_folder: Path
) -> None:
    one, several, kept = with_renditions(), [with_renditions(), with_renditions()], make_image()
    desk.post(reverse("admin:blog_image_delete", args=[one.pk]), {"post": "yes"})
    assert not files_of(one) & stored(media_folder)
    chosen = {"action": "delete_selected", "_selected_action": [image.pk for image in several]}
    desk.post(reverse("admin:blog_image_changelist"), chosen | {"post": "yes"})
    assert stored(media_folder) == files_of(kept)


def test_what_was_made_since_a_row_was_read_goes_with_it(media_folder: Path) -> None:
    image = make_image()
    make_renditions(image.pk)
    image.delete()
    assert stored(media_folder) == set()


def test_a_deletion_that_is_rolled_back_loses_nothing(media_folder: Path) -> None:
    image = with_renditions()
    with transaction.atomic():
        image.delete()
        transaction.set_rollback(True)
    assert stored(media_folder) == files_of(Image.objects.get())


def test_a_replaced_image_is_gone_when_the_worker_was_there_and_no_text_names_it(
    desk: Client, client: Client, media_folder: Path
) -> None:
    image = with_renditions()
    old = files_of(image)
    block = Block.objects.create(name="Bel ons", body=figure(image))
    Page.objects.create(title="Wij", slug="wij", body=figure(image))
    body = f'<aside data-block="{block.pk}"></aside>'
    article = Article.start(ArticleContent(title="Rust", slug="rust", body=body), by=None)
    article.publish(article.versions.get(), by=None)
    assert any(name in client.get("/artikelen/rust/").text for name in old)
    words = {"alternative_text": "Een klas", "focal_x": 50, "focal_y": 50}
    desk.post(
        reverse("admin:blog_image_change", args=[image.pk]),
        words | {"file": make_image_file((90, 60))},
    )
    assert old <= stored(media_folder)

    call_command("worker", once=True)

    image.refresh_from_db()
    assert stored(media_folder) == files_of(image)
    for address in ("/artikelen/rust/", "/wij/"):
        page = client.get(address).text
        assert "<picture>" in page
        assert not [name for name in old if name in page]


def test_a_replacement_that_is_rolled_back_loses_nothing(media_folder: Path) -> None:
    image = with_renditions()
    old = files_of(image)
    with transaction.atomic():
        Image.objects.get().replace(make_image_file((90, 60)))
        transaction.set_rollback(True)
    call_command("worker", once=True)
    assert old <= stored(media_folder)


def test_a_text_that_cannot_be_rendered_holds_no_file(
    media_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = with_renditions()
    Page.objects.create(title="Wij", slug="wij", body=figure(image))
    old = files_of(image)
    image.replace(make_image_file((90, 60)))

    def fail(page: Page) -> None:
        raise RuntimeError

    monkeypatch.setattr(Page, "save_rendering", fail)
    call_command("worker", once=True)
    assert not old & stored(media_folder)


@pytest.mark.parametrize("is_deleted", [True, False])
def test_a_job_that_makes_renditions_meanwhile_brings_nothing_back(
    media_folder: Path, monkeypatch: pytest.MonkeyPatch, is_deleted: bool
) -> None:
    image = make_image()

    def meanwhile(old: Image) -> object:
        made = write_renditions(old)
        there = Image.objects.get(pk=old.pk)
        if is_deleted:
            there.delete()
        else:
            there.replace(make_image_file((90, 60)))
        return made

    monkeypatch.setattr("blog.tasks.images.write_renditions", meanwhile)
    make_renditions(image.pk)
    monkeypatch.undo()
    call_command("worker", once=True)
    left = Image.objects.first()
    assert stored(media_folder) == (files_of(left) if left else set())


def test_a_point_that_moved_while_renditions_were_made_keeps_what_still_fits(
    media_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = with_renditions()
    image.focal_x = 10
    image.save()

    def meanwhile(old: Image) -> object:
        made = write_renditions(old)
        Image.objects.update(focal_x=20)
        return made

    monkeypatch.setattr("blog.tasks.images.write_renditions", meanwhile)
    make_renditions(image.pk)
    assert stored(media_folder) == files_of(image)

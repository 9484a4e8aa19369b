"""When renditions are made: with the image, again where it changed, and never by halves."""

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from PIL import Image as Drawing

from blog.images.renditions import write_renditions
from blog.models import Article, Image
from blog.models.article_content import ArticleContent
from blog.tasks.images import make_missing_renditions, make_renditions
from tests.blog.renditions import forget_jobs, queued, sizes_of, stored, with_renditions
from tests.factories import make_image, make_image_file
from tests.image_files import upload_of, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]


def test_a_new_image_is_queued_with_its_row_and_not_without() -> None:
    image = make_image()
    assert queued() == [image.pk]
    with transaction.atomic():
        make_image()
        transaction.set_rollback(True)
    assert queued() == [image.pk]


def test_a_replaced_file_and_a_moved_point_are_queued_other_words_only_shown() -> None:
    image = with_renditions()
    image.replace(make_image_file((90, 60)))
    make_renditions(image.pk)
    image.refresh_from_db()
    image.focal_x = 10
    image.save()
    make_renditions(image.pk)
    image.refresh_from_db()
    assert queued() == [image.pk] * 3
    shown_before = len(queued("render_again_with_image"))
    image.credit = "Iemand anders"
    image.save()
    assert queued() == [image.pk] * 3
    assert len(queued("render_again_with_image")) == shown_before + 1


def test_a_job_that_runs_twice_makes_nothing_twice(media_folder: Path) -> None:
    image = with_renditions()
    before, files = image.renditions, stored(media_folder)
    make_renditions(image.pk)
    image.refresh_from_db()
    assert image.renditions == before
    assert stored(media_folder) == files


def test_a_job_whose_image_is_gone_ends_quietly(media_folder: Path) -> None:
    image = make_image()
    pk = image.pk
    image.delete()
    make_renditions(pk)
    assert len(stored(media_folder)) == 1


def test_an_image_that_changes_while_it_is_made_keeps_none_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    image = make_image()

    def meanwhile(old: Image) -> object:
        Image.objects.get(pk=old.pk).replace(make_image_file((90, 60)))
        return write_renditions(old)

    monkeypatch.setattr("blog.tasks.images.write_renditions", meanwhile)
    make_renditions(image.pk)
    assert Image.objects.get().renditions == {}
    monkeypatch.undo()
    make_renditions(image.pk)
    assert sizes_of(Image.objects.get(), "natural") == [(90, 60)]


def test_texts_are_rendered_again_once_there_are_renditions() -> None:
    image = make_image()
    assert queued("render_again_with_image") == []
    make_renditions(image.pk)
    assert queued("render_again_with_image") == [image.pk]


def test_what_has_none_and_no_job_is_queued_by_the_hour() -> None:
    done, forgotten = with_renditions(), make_image()
    forget_jobs()
    waiting, outdated = make_image(), with_renditions()
    forget_jobs(of=outdated)
    Image.objects.filter(pk=outdated.pk).update(renditions=outdated.renditions | {"recipe": 0})
    assert queued() == [waiting.pk]
    make_missing_renditions(0)
    assert sorted(queued()) == sorted([waiting.pk, forgotten.pk, outdated.pk])
    assert done.pk not in queued()


@pytest.mark.django_db(transaction=True)
def test_a_worker_makes_them_and_a_published_text_shows_them(client: Client) -> None:
    forget_jobs()
    image = make_image(file=make_image_file((1_000, 500)))
    body = f'<p>Kijk:</p><figure><img data-image="{image.pk}" alt="Een deur"></figure>'
    article = Article.start(ArticleContent(title="Kijk", slug="kijk", body=body), by=None)
    article.publish(article.versions.get(), by=None)
    assert f'src="{image.file.url}"' in client.get("/artikelen/kijk/").text

    call_command("worker", once=True)

    image.refresh_from_db()
    stem = image.renditions["shapes"]["natural"]["stem"]
    page = client.get("/artikelen/kijk/").text
    assert f"/media/images/{stem}-960.avif 960w" in page
    assert f'src="/media/images/{stem}-960.jpg"' in page
    assert image.file.url not in page


@contextmanager
def disk_with_room_for(size: int) -> Iterator[None]:
    """Let the system refuse to write a file any further than so many bytes.

    Python writes no bytecode meanwhile, of which it would keep half.
    """
    sys.dont_write_bytecode = True
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        sys.dont_write_bytecode = False


def noise(size: tuple[int, int]) -> bytes:
    return written(Drawing.effect_noise(size, 90).convert("RGB"))


def test_a_full_disk_leaves_no_half_of_an_upload(media_folder: Path) -> None:
    with disk_with_room_for(5_000), pytest.raises(OSError, match="File too large"):
        make_image(file=upload_of(noise((300, 300))))
    assert stored(media_folder) == set()
    assert not Image.objects.exists()


def test_a_full_disk_fails_the_job_and_leaves_no_half_of_a_rendition(media_folder: Path) -> None:
    image = make_image(file=upload_of(noise((900, 600))))
    before = stored(media_folder)
    with disk_with_room_for(70_000), pytest.raises(OSError, match="File too large"):
        make_renditions(image.pk)
    assert stored(media_folder) == before
    assert Image.objects.get().renditions == {}
    make_renditions(image.pk)
    assert Image.objects.get().has_its_renditions

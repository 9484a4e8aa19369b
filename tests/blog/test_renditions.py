"""What readers get of an image: its formats, sizes and shapes, and when they are made."""

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from PIL import Image as Drawing
from PIL import ImageDraw
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries

from blog.images.renditions import write_renditions
from blog.images.shapes import SHAPES, names_of
from blog.models import Article, Image
from blog.models.article_content import ArticleContent
from blog.tasks.images import make_missing_renditions, make_renditions
from coaching_site.rich_text.embedded import find_images
from coaching_site.rich_text.rendering.renderer import render
from tests.factories import make_article, make_author, make_image, make_image_file
from tests.image_files import moving, read, upload_of, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]


def with_renditions(image: tuple[int, int] | bytes = (60, 40), **fields: object) -> Image:
    """Make an image, of a size or of these bytes, whose worker has been there."""
    is_size = isinstance(image, tuple)
    file = make_image_file(image) if is_size else upload_of(image)
    image = make_image(file=file, **fields)
    make_renditions(image.pk)
    image.refresh_from_db()
    return image


def queued(task: str = "make_renditions") -> list[int]:
    jobs = ProcrastinateJob.objects.filter(task_name=task).order_by("pk")
    return [job.args["image_id"] for job in jobs]


def sizes_of(image: Image, shape: str) -> list[tuple[int, int]]:
    return [tuple(size) for size in image.renditions["shapes"][shape]["sizes"]]


def names(image: Image, shape: str) -> list[str]:
    stem = image.renditions["shapes"][shape]["stem"]
    return [name for name in names_of(image.renditions) if stem in name]


def opened(folder: Path, name: str) -> Drawing.Image:
    return read((folder / name).read_bytes())


def stored(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


# What is made


def test_a_wide_photo_comes_in_three_formats_and_four_shapes(media_folder: Path) -> None:
    image = with_renditions((2_000, 1_500))
    assert sizes_of(image, "natural") == [(480, 360), (960, 720), (1600, 1200)]
    assert sizes_of(image, "cover") == [(800, 450), (1200, 675), (1600, 900)]
    assert sizes_of(image, "card") == [(360, 240), (720, 480), (1080, 720)]
    assert sizes_of(image, "social") == [(1200, 630)]
    assert len(list(names_of(image.renditions))) == 28
    for name in names_of(image.renditions):
        drawn = opened(media_folder, name)
        wanted = {".avif": "AVIF", ".webp": "WEBP", ".jpg": "JPEG"}[Path(name).suffix]
        assert drawn.format == wanted
        assert f"-{drawn.width}." in name
        assert drawn.size in {size for shape in SHAPES for size in sizes_of(image, shape)}


@pytest.mark.parametrize(
    ("size", "natural", "cover", "card", "social"),
    [
        ((60, 40), [(60, 40)], [(60, 34)], [(60, 40)], [(60, 32)]),
        ((700, 2_000), [(480, 1_371), (700, 2_000)], [(700, 394)], [(360, 240), (700, 467)],
         [(700, 368)]),
        ((2_400, 300), [(480, 60), (960, 120), (1_600, 200)], [(533, 300)],
         [(360, 240), (450, 300)], [(571, 300)]),
        ((1, 1), [(1, 1)], [(1, 1)], [(1, 1)], [(1, 1)]),
    ],
)  # fmt: skip
def test_nothing_is_enlarged(
    size: tuple[int, int],
    natural: list[tuple[int, int]],
    cover: list[tuple[int, int]],
    card: list[tuple[int, int]],
    social: list[tuple[int, int]],
) -> None:
    shapes = [SHAPES[name].sizes(size) for name in ("natural", "cover", "card", "social")]
    assert shapes == [natural, cover, card, social]


@pytest.mark.parametrize(
    ("focus", "box"),
    [
        ((50, 50), (250, 0, 1_150, 600)),
        ((0, 50), (0, 0, 900, 600)),
        ((40, 0), (110, 0, 1_010, 600)),
        ((100, 100), (500, 0, 1_400, 600)),
    ],
)
def test_a_crop_lies_around_the_focal_point_and_inside_the_image(
    focus: tuple[int, int], box: tuple[int, ...]
) -> None:
    assert SHAPES["card"].box((1_400, 600), focus) == box


def test_the_crop_shows_what_stands_at_the_focal_point(media_folder: Path) -> None:
    drawing = Drawing.new("RGB", (300, 900), "white")
    ImageDraw.Draw(drawing).rectangle((0, 700, 300, 900), fill="green")
    image = with_renditions(written(drawing, "PNG"), focal_y=90)
    [card] = [name for name in names(image, "card") if name.endswith(".jpg")]
    assert opened(media_folder, card).getpixel((150, 100))[0] < 40


def test_what_is_transparent_stays_so_or_lies_on_white_paper(media_folder: Path) -> None:
    glass = Drawing.new("RGBA", (60, 40), (200, 0, 0, 0))
    image = with_renditions(written(glass, "PNG"))
    pixels = {
        Path(name).suffix: opened(media_folder, name).convert("RGBA").getpixel((5, 5))
        for name in names(image, "natural")
    }
    assert pixels[".jpg"] == (255, 255, 255, 255)
    assert pixels[".avif"][3] == pixels[".webp"][3] == 0


def test_what_moves_keeps_moving_and_lends_its_first_frame_to_crops(media_folder: Path) -> None:
    image = with_renditions(moving("GIF", size=(300, 200)))
    assert image.is_animated
    assert opened(media_folder, str(image.file.name)).n_frames == 3
    natural, card = image.in_shape("natural"), image.in_shape("card")
    assert natural.address == image.file.url
    assert natural.media == "(prefers-reduced-motion: reduce)"
    assert natural.avif
    assert card.address.endswith("-300.jpg")
    assert card.media == ""
    for name in names_of(image.renditions):
        assert getattr(opened(media_folder, name), "n_frames", 1) == 1


def test_another_file_in_its_place_no_longer_moves() -> None:
    image = make_image(file=upload_of(moving("GIF")))
    assert image.is_animated
    image.replace(make_image_file())
    assert not Image.objects.get().is_animated


# When it is made


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


def test_a_moved_point_changes_the_crops_and_keeps_the_rest() -> None:
    image = with_renditions((400, 200))
    before = {shape: image.renditions["shapes"][shape]["stem"] for shape in SHAPES}
    image.focal_x = 0
    image.save()
    make_renditions(image.pk)
    image.refresh_from_db()
    after = {shape: image.renditions["shapes"][shape]["stem"] for shape in SHAPES}
    assert {shape for shape in SHAPES if before[shape] == after[shape]} == {"natural"}


def test_bytes_never_change_under_a_name() -> None:
    image = with_renditions()
    before = {str(image.file.name), *names_of(image.renditions)}
    image.replace(make_image_file((90, 60)))
    make_renditions(image.pk)
    image.refresh_from_db()
    assert before.isdisjoint({str(image.file.name), *names_of(image.renditions)})
    for name in names_of(image.renditions):
        assert len(name.partition("-")[0]) == len("images/") + 32


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


def forget_jobs(of: Image | None = None) -> None:
    """Empty the queue, whose model is for reading only, of all jobs or of those of one image."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE %s IN ('', args->>'image_id')",
            [str(of.pk) if of else ""],
        )


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


# Faults


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


# How it is shown


def test_until_something_is_made_the_stored_image_is_shown() -> None:
    image = make_image(file=make_image_file((900, 600)))
    shown = image.in_shape("card")
    assert (shown.address, shown.width, shown.height) == (image.file.url, 900, 600)
    assert (shown.srcset, shown.avif, shown.webp) == ("", "", "")


def test_renditions_of_a_replaced_file_are_never_shown() -> None:
    image = with_renditions()
    made = image.renditions
    image.replace(make_image_file((90, 60)))
    Image.objects.update(renditions=made)
    assert Image.objects.get().in_shape("card").address == image.file.url


def test_a_text_gets_every_format_and_one_query_for_all_its_images(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    images = [with_renditions((1_000, 500), credit="Bo") for _ in range(3)]
    with django_assert_num_queries(1):
        found = find_images([image.pk for image in images] + [10_000])
    assert set(found) == {image.pk for image in images}
    image = found[images[0].pk]
    base = f"/media/images/{images[0].renditions['shapes']['natural']['stem']}"
    assert image.address == f"{base}-960.jpg"
    assert image.srcset == f"{base}-480.jpg 480w, {base}-960.jpg 960w, {base}-1000.jpg 1000w"
    assert [source.type for source in image.sources] == ["image/avif", "image/webp"]
    assert image.sources[0].srcset.startswith(f"{base}-480.avif 480w, ")
    assert (image.width, image.height, image.credit) == (1_000, 500, "Bo")


def test_the_article_page_offers_shapes_that_fit_their_places(client: Client) -> None:
    cover = with_renditions((2_000, 1_500), alternative_text="Een open deur")
    face = with_renditions((800, 800), alternative_text="Marit lacht")
    body = f'<figure><img data-image="{cover.pk}" alt="Nog eens"></figure>'
    article = make_article(
        cover=cover,
        authors=(make_author("Marit", photo=face, bio="Schrijft."),),
        body_html=render(body).html,
    )
    page = client.get(article.get_absolute_url()).text
    stems = {shape: made["stem"] for shape, made in cover.renditions["shapes"].items()}
    address = f"/media/images/{stems['cover']}"
    assert f'<source type="image/avif" srcset="{address}-800.avif 800w, ' in page
    assert 'width="1600" height="900" alt="Een open deur" fetchpriority="high"' in page
    assert f"/media/images/{stems['natural']}-960.avif 960w" in page
    assert f"/media/images/{face.renditions['shapes']['card']['stem']}-360.avif 360w" in page
    shared = f"http://127.0.0.1:8000/media/images/{stems['social']}-1200.jpg"
    assert f'og:image" content="{shared}"' in page
    assert 'og:image:width" content="1200"' in page
    assert 'og:image:height" content="630"' in page
    assert stems["card"] not in page
    assert page.count("<picture>") == page.count("</picture>") == 3


def test_a_list_shows_cards_of_one_shape(client: Client) -> None:
    covers = [with_renditions((1_000, 800)) for _ in range(3)]
    for cover in covers:
        make_article(cover=cover)
    page = client.get("/artikelen/").text
    for cover in covers:
        assert f"{cover.renditions['shapes']['card']['stem']}-720.avif 720w" in page
    assert page.count('width="1000" height="667"') == 3


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg")],
)
def test_renditions_are_sent_as_what_they_are(client: Client, kind: str, content_type: str) -> None:
    image = with_renditions()
    [name] = [name for name in names(image, "natural") if name.endswith(kind)]
    answer = client.get(f"/media/{name}")
    answer.close()
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"

"""What is made of an image: its formats, sizes, shapes and names."""

from pathlib import Path

import pytest
from PIL import Image as Drawing
from PIL import ImageDraw

from blog.images.shapes import SHAPES, names_of
from blog.models import Image
from blog.tasks.images import make_renditions
from tests.blog.renditions import names, sizes_of, with_renditions
from tests.factories import make_image, make_image_file
from tests.image_files import moving, read, upload_of, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]


def opened(folder: Path, name: str) -> Drawing.Image:
    return read((folder / name).read_bytes())


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

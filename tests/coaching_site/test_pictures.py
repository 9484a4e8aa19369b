"""Uploaded pictures: drawn anew, small, nameless, and refused before they cost anything."""

import io
import re
import struct
import sys
import zlib
from pathlib import Path
from subprocess import run

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, ImageDraw

from coaching_site.pictures import LONGEST_SIDE, MAX_BYTES, Picture, PictureFormField, reencode

GPS = 0x8825
ORIENTATION = 0x0112


def file_of(
    image: Image.Image, kind: str = "JPEG", name: str = "foto.jpg", **options: object
) -> ContentFile:
    written = io.BytesIO()
    image.save(written, kind, **options)
    return SimpleUploadedFile(name, written.getvalue())


def opened(picture: Picture) -> Image.Image:
    picture.seek(0)
    image = Image.open(picture)
    image.load()
    return image


def png_that_claims(width: int, height: int) -> bytes:
    """Return a PNG of a few hundred bytes whose head promises a huge picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + checksum

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def error_code(upload: ContentFile) -> str | None:
    with pytest.raises(ValidationError) as caught:
        reencode(upload)
    return caught.value.code


def code_or_none(content: bytes) -> str | None:
    try:
        reencode(ContentFile(content, name="x.png"))
    except ValidationError as error:
        return error.code
    return None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_every_kind_becomes_a_small_webp_under_a_random_name(kind: str) -> None:
    picture = reencode(file_of(Image.new("RGB", (2_400, 1_200), "teal"), kind))
    image = opened(picture)
    assert image.format == "WEBP"
    assert image.size == (LONGEST_SIDE, 800)
    assert re.fullmatch(r"[0-9a-f]{32}\.webp", picture.name or "")


def test_a_small_picture_is_never_enlarged() -> None:
    assert opened(reencode(file_of(Image.new("RGB", (30, 20))))).size == (30, 20)


def test_nothing_of_what_the_camera_noted_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Merk van de camera"
    exif.get_ifd(GPS)[1] = "N"
    upload = file_of(Image.new("RGB", (40, 20)), exif=exif, comment=b"thuisadres")
    assert b"Merk van de camera" in upload.read()
    picture = reencode(upload)
    assert b"Merk" not in picture.read()
    assert dict(opened(picture).getexif()) == {}
    assert set(opened(picture).info) <= {"loop", "background", "timestamp", "duration"}


@pytest.mark.parametrize(
    ("orientation", "corner"), [(1, (2, 2)), (3, (37, 17)), (6, (17, 2)), (8, (2, 37))]
)
def test_a_picture_stands_upright_however_the_camera_was_held(
    orientation: int, corner: tuple[int, int]
) -> None:
    image = Image.new("RGB", (40, 20), "white")
    ImageDraw.Draw(image).rectangle((0, 0, 8, 8), fill="red")
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    upright = opened(reencode(file_of(image, exif=exif, quality=100))).convert("RGB")
    assert upright.size == ((40, 20) if orientation in {1, 3} else (20, 40))
    red, green, _blue = upright.getpixel(corner)
    assert red > 180
    assert green < 80


def test_transparency_stays() -> None:
    image = Image.new("RGBA", (20, 20), (10, 20, 30, 0))
    assert opened(reencode(file_of(image, "PNG"))).getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK"])
def test_unusual_kinds_of_pixels_are_read(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert opened(reencode(file_of(Image.new(mode, (30, 20)), kind))).size == (30, 20)


def test_sixteen_bits_of_grey_are_scaled_and_not_cut_off() -> None:
    grey = Image.new("I;16", (20, 20), 32_768)
    assert abs(opened(reencode(file_of(grey, "PNG"))).getpixel((5, 5))[0] - 128) < 4


def test_colours_of_another_profile_are_taken_to_the_one_of_the_web() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"____").replace(b"gXYZ", b"rXYZ").replace(b"____", b"gXYZ")
    red = Image.new("RGB", (20, 20), (230, 10, 10))
    converted = opened(reencode(file_of(red, "PNG", icc_profile=swapped)))
    assert converted.convert("RGB").getpixel((5, 5))[1] > 180
    assert "icc_profile" not in converted.info


def test_a_broken_profile_does_not_spoil_the_picture() -> None:
    image = Image.new("RGB", (20, 20))
    assert opened(reencode(file_of(image, "PNG", icc_profile=b"geen profiel"))).size == (20, 20)


def test_an_animation_becomes_its_first_frame() -> None:
    first, second = Image.new("RGB", (20, 20), "red"), Image.new("RGB", (20, 20), "blue")
    upload = file_of(first, "GIF", save_all=True, append_images=[second])
    image = opened(reencode(upload)).convert("RGB")
    assert getattr(image, "n_frames", 1) == 1
    assert image.getpixel((5, 5))[0] > 200


def test_the_content_decides_and_not_the_name() -> None:
    assert reencode(file_of(Image.new("RGB", (9, 9)), "PNG", name="verslag.docx"))
    assert error_code(SimpleUploadedFile("foto.jpg", b"<svg xmlns='x' onload='alert(1)'/>"))


def test_bytes_that_hide_behind_a_picture_are_gone() -> None:
    polyglot = file_of(Image.new("RGB", (20, 20)), "GIF").read() + b"<script>alert(1)</script>"
    assert b"script" not in reencode(SimpleUploadedFile("x.gif", polyglot)).read()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 100,
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'></svg>",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"RIFF\x10\0\0\0WEBPVP8 ",
        b"\0\0\0 ftypavif",
        b"BM" + b"\0" * 60,
    ],
)
def test_what_is_no_picture_is_refused_in_words(content: bytes) -> None:
    assert error_code(ContentFile(content, name="foto.jpg")) == "not_a_picture"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_file_that_was_cut_off_is_refused(kind: str) -> None:
    noise = Image.effect_noise((300, 300), 90).convert("RGB")
    whole = file_of(noise, kind).read()
    assert error_code(ContentFile(whole[: len(whole) // 2], name="x")) == "not_a_picture"


def test_a_broken_middle_is_refused_or_drawn_but_never_an_error() -> None:
    whole = bytearray(file_of(Image.effect_noise((200, 200), 90), "PNG").read())
    for place in range(8, len(whole), max(1, len(whole) // 150)):
        broken = bytes(whole[:place]) + bytes([whole[place] ^ 0xFF]) + bytes(whole[place + 1 :])
        assert code_or_none(broken) in {None, "not_a_picture", "too_many_pixels"}


def test_too_many_bytes_are_refused_unread() -> None:
    upload = ContentFile(b"", name="x.png")
    upload.size = MAX_BYTES + 1
    assert error_code(upload) == "too_large"


@pytest.mark.parametrize(
    "size",
    [(20_000, 20_000), (12_000, 12_000), (100_000, 100_000), (7_100, 7_100), (1, 60_000_000)],
)
def test_too_many_pixels_are_refused_undecoded(size: tuple[int, int]) -> None:
    assert error_code(ContentFile(png_that_claims(*size), name="x.png")) == "too_many_pixels"


MEASURE = """
import resource, sys
from django.conf import settings
settings.configure(USE_I18N=False)
from django.core.files import File
from coaching_site.pictures import reencode
from django.core.exceptions import ValidationError
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    reencode(File(open(sys.argv[1], "rb")))
except ValidationError as error:
    print(error.code, end=" ")
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize(
    ("kind", "mode", "size", "code"),
    [
        ("PNG", "RGB", (7_000, 7_000), None),
        ("PNG", "RGBA", (5_700, 5_700), None),
        ("PNG", "RGBA", (7_000, 7_000), "too_many_pixels"),
        ("JPEG", "RGB", (7_000, 7_000), None),
        ("WEBP", "RGB", (4_300, 4_300), None),
        ("WEBP", "RGB", (7_000, 7_000), "too_many_pixels"),
        ("AVIF", "RGB", (5_200, 5_200), None),
        ("GIF", "P", (5_700, 5_700), None),
    ],
)
def test_no_picture_takes_more_than_300_megabytes(
    tmp_path: Path, kind: str, mode: str, size: tuple[int, int], code: str | None
) -> None:
    fast = {"WEBP": {"method": 0}, "AVIF": {"speed": 10}, "PNG": {"compress_level": 1}}
    path = tmp_path / "groot"
    Image.new(mode, size).save(path, kind, **fast.get(kind, {}))
    command = [sys.executable, "-c", MEASURE, str(path)]
    printed = run(command, capture_output=True, text=True, check=True).stdout.split()
    assert printed[:-1] == ([code] if code else [])
    assert int(printed[-1]) < 330


def test_the_form_field_says_what_is_wrong_in_dutch() -> None:
    with pytest.raises(ValidationError, match="geen afbeelding die we kunnen lezen"):
        PictureFormField().clean(SimpleUploadedFile("x.png", b"tekst"))


def test_the_form_field_takes_a_name_of_any_length() -> None:
    upload = file_of(Image.new("RGB", (9, 9)), name="é" * 180 + ".jpg")
    assert isinstance(PictureFormField().clean(upload), Picture)

"""Uploaded images: drawn anew in a process of their own, or refused in the author's words."""

import re
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from subprocess import run

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from coaching_site.images import reencoding as images
from coaching_site.images.reencoding import (
    AS_PORTRAIT,
    MAX_BYTES,
    MESSAGES,
    ImageFormField,
    ReencodedImage,
    reencode,
)
from tests.image_files import moving, png_chunk, read, upload_of, whole_png, written

MEGABYTE = 1_000_000


def refusal(content: bytes, name: str = "foto.jpg") -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        reencode(upload_of(content, name))
    return caught.value


def test_an_upload_becomes_a_webp_under_a_random_name() -> None:
    image = reencode(upload_of(written(Image.new("RGB", (3_600, 1_200), "teal"))))
    assert read(image.read()).size == (2_400, 800)
    assert re.fullmatch(r"[0-9a-f]{32}\.webp", image.name or "")
    assert not image.is_animated


def test_a_moving_image_says_that_it_moves_and_can_be_kept_from_it() -> None:
    assert reencode(upload_of(moving("GIF"))).is_animated
    assert not reencode(upload_of(moving("GIF")), AS_PORTRAIT).is_animated


def test_the_content_decides_and_not_the_name() -> None:
    assert reencode(upload_of(written(Image.new("RGB", (9, 9)), "PNG"), "verslag.docx"))
    assert reencode(upload_of(written(Image.new("RGB", (9, 9)), "PNG"), "plaatje.svg"))
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    assert refusal(svg, "foto.jpg").code == "other_kind"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "leeg"),
        (b"\0" * 100, "geen afbeelding die we kunnen lezen"),
        (b"%PDF-1.7", "Dit is een PDF; dat soort"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><!-- x --><svg xmlns='x'></svg>", "een SVG-tekening"),
        (b"\0\0\0\x18ftypmp42", "een video (MP4)"),
        (b"\0\0\0\x14ftypqt  ", "een video (MOV)"),
        (b"\0\0\0\x18ftypcrx ", "een RAW-foto van een camera"),
        (b"II*\0\x10\0\0\0CR\2\0", "een RAW-foto van een camera"),
        (b"II*\0\x08\0\0\0", "een TIFF- of RAW-foto"),
        (b"BM" + b"\0" * 60, "een BMP-afbeelding"),
        (b"8BPS\0\1", "een Photoshop-bestand"),
        (b"PK\3\4" + b"\0" * 30 + b"word/document.xml", "een Word-document"),
        (b"PK\3\4" + b"\0" * 30 + b"foto.jpg", "een ZIP-bestand"),
        (b"<!DOCTYPE html><html>", "een webpagina"),
        (b"GIF89a", "beschadigd"),
        (b"\x89PNG\r\n\x1a\n", "beschadigd"),
        (b"\xff\xd8\xff\xe0", "beschadigd"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "beschadigd"),
        (b"\0\0\0 ftypavif", "beschadigd"),
        (b"\0\0\0 ftypheic", "Instellingen > Camera > Structuur > Meest compatibel"),
    ],
)
def test_a_refusal_says_what_the_file_is(content: bytes, said: str) -> None:
    assert said in refusal(content).messages[0]


@pytest.mark.parametrize("kind", ["WEBP", "AVIF"])
def test_a_file_that_was_cut_off_is_refused_where_no_viewer_shows_it(kind: str) -> None:
    whole = written(Image.effect_noise((300, 300), 90).convert("RGB"), kind)
    assert refusal(whole[: len(whole) // 2]).code == "broken"


def test_a_photo_that_was_cut_off_is_taken_and_says_that_rows_are_missing() -> None:
    whole = written(Image.effect_noise((300, 300), 90).convert("RGB"))
    assert reencode(upload_of(whole[: len(whole) // 2])).is_unfinished
    assert not reencode(upload_of(whole[:-2])).is_unfinished


def test_an_animation_that_was_cut_off_is_refused_or_ends_earlier() -> None:
    whole = moving("WEBP", size=(300, 300), frames=5)
    assert refusal(whole[: len(whole) // 2]).code == "broken"


def test_too_many_bytes_are_refused_unread() -> None:
    file = ContentFile(b"", name="x.png")
    file.size = MAX_BYTES + 1
    with pytest.raises(ValidationError) as caught:
        reencode(file)
    assert caught.value.messages == ["Dit bestand is te groot: hoogstens 20 MB."]


def test_every_refusal_has_dutch_words() -> None:
    said = {code: str(message) for code, message in MESSAGES.items()}
    assert len(set(said.values())) == len(said)
    assert said["too_heavy"].startswith("Deze afbeelding kost te veel")
    assert said["too_many_frames"].startswith("Deze bewegende afbeelding is te lang")


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MAX_WAIT_SECONDS", 0.01)
    assert refusal(written(Image.new("RGB", (9, 9)))).code == "too_heavy"


def test_a_decoder_that_crashes_takes_nobody_along(monkeypatch: pytest.MonkeyPatch) -> None:
    real = images.subprocess.run

    def crash(command: list[str], **options: object) -> object:
        return real([command[0], "-c", "import os, signal; os.kill(os.getpid(), 11)"], **options)

    monkeypatch.setattr(images.subprocess, "run", crash)
    assert refusal(written(Image.new("RGB", (9, 9)))).code == "too_heavy"


MEASURE = """
import resource, sys
from django.conf import settings
settings.configure(USE_I18N=False, BASE_DIR=".")
from django.core.files import File
from coaching_site.images.reencoding import reencode
from django.core.exceptions import ValidationError
def most(who):
    return resource.getrusage(who).ru_maxrss
before = most(resource.RUSAGE_SELF)
code = "taken"
try:
    reencode(File(open(sys.argv[1], "rb")))
except ValidationError as error:
    code = error.code
grown = most(resource.RUSAGE_SELF) - before
print(code, max(grown, most(resource.RUSAGE_CHILDREN)) * 1024)
"""


def measured(path: Path) -> tuple[str, int]:
    """Return what became of the file, and the bytes that it took at most."""
    command = [sys.executable, "-c", MEASURE, str(path)]
    printed = run(command, capture_output=True, text=True, check=True).stdout
    code, memory = printed.split()
    return code, int(memory)


@pytest.mark.parametrize(
    ("kind", "mode", "size", "code"),
    [
        ("PNG", "RGB", (7_000, 7_000), "taken"),
        ("PNG", "P", (7_000, 7_000), "taken"),
        ("PNG", "RGBA", (4_800, 4_800), "taken"),
        ("PNG", "RGBA", (7_000, 7_000), "too_many_pixels"),
        ("JPEG", "RGB", (7_000, 7_000), "taken"),
        ("WEBP", "RGB", (3_600, 3_600), "taken"),
        ("WEBP", "RGB", (7_000, 7_000), "too_many_pixels"),
        ("AVIF", "RGB", (4_300, 4_300), "taken"),
        ("GIF", "P", (6_000, 6_000), "taken"),
    ],
)
def test_no_image_takes_more_than_300_megabytes(
    tmp_path: Path, kind: str, mode: str, size: tuple[int, int], code: str
) -> None:
    fast = {"WEBP": {"method": 0}, "AVIF": {"speed": 10}, "PNG": {"compress_level": 1}}
    path = tmp_path / "groot"
    Image.new(mode, size).save(path, kind, **fast.get(kind, {}))
    became, memory = measured(path)
    assert became == code
    assert memory < 300 * MEGABYTE


def test_the_system_is_told_the_limits() -> None:
    asked = (
        "import resource; from coaching_site.images.redrawing.limits import hold_to_limits;"
        "hold_to_limits();"
        "print(*(resource.getrlimit(limit)[1] for limit in"
        " (resource.RLIMIT_DATA, resource.RLIMIT_CPU, resource.RLIMIT_CORE)))"
    )
    printed = run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert printed.split() == ["275000000", "10", "0"]


def small_png() -> bytes:
    return written(Image.new("RGB", (9, 9)), "PNG")


def with_packed(kind: bytes, head: bytes) -> bytes:
    """Return a PNG of 4 MB with forty chunks that unpack to 100 MB each."""
    chunks = png_chunk(kind, head + zlib.compress(b"a" * 100_000_000, 9)) * 40
    return small_png()[:33] + chunks + small_png()[33:]


def with_packed_words() -> bytes:
    """Return a PNG of 2 MB with words that unpack to 2 GB, each just as long as is read."""
    packed = zlib.compress(b"a" * 1_048_570, 9)
    chunks = (png_chunk(b"zTXt", b"k%d\0\0" % number + packed) for number in range(2_000))
    return small_png()[:33] + b"".join(chunks) + small_png()[33:]


def with_profiles() -> bytes:
    """Return a JPEG whose profile has many broken parts, left out when it is read once more."""
    jpeg = written(Image.new("RGB", (9, 9)))
    return jpeg[:2] + b"\xff\xe2\0\x0fICC_PROFILE\0\x09" * 200_000 + jpeg[2:]


def with_words() -> bytes:
    words = b"".join(png_chunk(b"tEXt", b"%07d\0" % number) for number in range(400_000))
    return small_png()[:33] + words + small_png()[33:]


def with_remarks() -> bytes:
    gif = written(Image.new("RGB", (9, 9)), "GIF")
    return gif[:-1] + b"\x21\xfe" + b"\x02ab" * 6_000_000 + b"\0" + gif[-1:]


def with_parts() -> bytes:
    jpeg = written(Image.new("RGB", (9, 9)))
    return jpeg[:2] + b"\xff\xe5\0\x04ab" * 3_300_000 + jpeg[2:]


def with_passes() -> bytes:
    """Return a JPEG of 29 million pixels that comes in a hundred thousand passes."""
    whole = written(Image.new("L", (5_400, 5_400)), progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * 100_000


# Files that are small and want to be large, with what may become of them.
BOMBS: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "400 megapixels": (lambda: whole_png(20_000, 20_000), {"too_many_pixels"}),
    "2,000 frames": (lambda: moving("GIF", (16, 16), frames=2_000), {"too_many_frames"}),
    "zTXt": (lambda: with_packed(b"zTXt", b"k\0\0"), {"taken"}),
    "iTXt": (lambda: with_packed(b"iTXt", b"k\0\1\0\0\0"), {"taken"}),
    "iCCP": (lambda: with_packed(b"iCCP", b"k\0\0"), {"taken"}),
    "packed words": (with_packed_words, {"broken"}),
    "200,000 profiles": (with_profiles, {"taken"}),
    "many words": (with_words, {"taken"}),
    "six million remarks": (with_remarks, {"too_heavy"}),
    "three million parts": (with_parts, {"too_heavy"}),
    "a hundred thousand passes": (with_passes, {"too_heavy"}),
}


@pytest.mark.parametrize("name", BOMBS)
def test_no_bomb_takes_more_than_300_megabytes_or_runs_for_ever(tmp_path: Path, name: str) -> None:
    make, codes = BOMBS[name]
    path = tmp_path / "bom"
    path.write_bytes(make()[:MAX_BYTES])
    became, memory = measured(path)
    assert became in codes
    assert memory < 300 * MEGABYTE


def test_the_form_field_says_what_is_wrong_in_dutch() -> None:
    with pytest.raises(ValidationError, match="geen afbeelding die we kunnen lezen"):
        ImageFormField().clean(upload_of(b"tekst", "x.png"))


def test_the_form_field_takes_a_name_of_any_length() -> None:
    content = written(Image.new("RGB", (9, 9)))
    assert isinstance(
        ImageFormField().clean(upload_of(content, "é" * 180 + ".jpg")), ReencodedImage
    )

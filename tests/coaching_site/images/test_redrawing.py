"""Images drawn anew: upright, small, in the web's colours, silent about their origin."""

import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageCms, ImageDraw

from coaching_site.images.redrawing import limits
from coaching_site.images.redrawing.__main__ import answer_for
from coaching_site.images.redrawing.animations import LONGEST_SIDE as LONGEST_MOVING_SIDE
from coaching_site.images.redrawing.images import Drawn, draw
from coaching_site.images.redrawing.limits import RefusedError
from tests.image_files import moving, png_chunk, png_that_claims, read, written

LONGEST_SIDE, QUALITY = 2_400, 90
GPS = 0x8825
ORIENTATION = 0x0112


def drawn(content: bytes, longest_side: int = LONGEST_SIDE) -> bytes:
    return draw(BytesIO(content), longest_side, QUALITY, may_move=True).content


def redrawn(image: Image.Image, kind: str = "JPEG", **options: object) -> Image.Image:
    return read(drawn(written(image, kind, **options)))


def code_of(content: bytes) -> str:
    with pytest.raises(RefusedError) as caught:
        drawn(content)
    return caught.value.code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_every_kind_becomes_a_webp_with_sides_below_the_limit(kind: str) -> None:
    image = redrawn(Image.new("RGB", (3_600, 1_800), "teal"), kind)
    assert image.format == "WEBP"
    assert image.size == (2_400, 1_200)


def test_a_photo_that_stands_upright_keeps_enough_for_the_widest_rendition() -> None:
    assert redrawn(Image.new("RGB", (3_000, 4_000))).size == (1_800, 2_400)


def test_a_small_image_is_never_enlarged() -> None:
    assert redrawn(Image.new("RGB", (30, 20))).size == (30, 20)


def test_a_smaller_limit_can_be_asked_for() -> None:
    content = written(Image.new("RGB", (3_000, 1_500)))
    assert read(drawn(content, longest_side=800)).size == (800, 400)


def test_less_quality_takes_fewer_bytes() -> None:
    content = written(Image.effect_noise((300, 300), 90).convert("RGB"))
    fine, coarse = (
        draw(BytesIO(content), LONGEST_SIDE, quality, may_move=False).content
        for quality in (90, 50)
    )
    assert len(coarse) < 0.8 * len(fine)


def test_nothing_of_what_the_camera_noted_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Merk van de camera"
    exif.get_ifd(GPS)[1] = "N"
    upload = written(Image.new("RGB", (40, 20)), exif=exif, comment=b"thuisadres")
    assert b"Merk van de camera" in upload
    made = drawn(upload)
    assert b"Merk" not in made
    assert dict(read(made).getexif()) == {}
    assert set(read(made).info) <= {"loop", "background", "timestamp", "duration"}


@pytest.mark.parametrize(
    ("orientation", "corner"), [(1, (2, 2)), (3, (37, 17)), (6, (17, 2)), (8, (2, 37))]
)
def test_an_image_stands_upright_however_the_camera_was_held(
    orientation: int, corner: tuple[int, int]
) -> None:
    image = Image.new("RGB", (40, 20), "white")
    ImageDraw.Draw(image).rectangle((0, 0, 8, 8), fill="red")
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    upright = redrawn(image, exif=exif, quality=100).convert("RGB")
    assert upright.size == ((40, 20) if orientation in {1, 3} else (20, 40))
    red, green, _blue = upright.getpixel(corner)
    assert red > 180
    assert green < 80


def test_transparency_stays() -> None:
    image = Image.new("RGBA", (20, 20), (10, 20, 30, 0))
    assert redrawn(image, "PNG").getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK"])
@pytest.mark.parametrize("size", [(30, 20), (5_000, 20)])
def test_unusual_kinds_of_pixels_are_read(mode: str, size: tuple[int, int]) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert redrawn(Image.new(mode, size), kind).width == min(size[0], LONGEST_SIDE)


def test_sixteen_bits_of_grey_are_scaled_and_not_cut_off() -> None:
    grey = Image.new("I;16", (20, 20), 32_768)
    assert abs(redrawn(grey, "PNG").getpixel((5, 5))[0] - 128) < 4


def test_colours_of_another_profile_are_taken_to_the_one_of_the_web() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"____").replace(b"gXYZ", b"rXYZ").replace(b"____", b"gXYZ")
    red = Image.new("RGB", (20, 20), (230, 10, 10))
    converted = redrawn(red, "PNG", icc_profile=swapped)
    assert converted.convert("RGB").getpixel((5, 5))[1] > 180
    assert "icc_profile" not in converted.info


def test_a_broken_profile_does_not_spoil_the_image() -> None:
    assert redrawn(Image.new("RGB", (20, 20)), "PNG", icc_profile=b"geen profiel").size == (20, 20)


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_what_moves_keeps_moving_at_its_own_pace(kind: str) -> None:
    made = draw(BytesIO(moving(kind)), LONGEST_SIDE, QUALITY, may_move=True)
    image = Image.open(BytesIO(made.content))
    assert made.moves
    assert (image.format, image.n_frames, image.size) == ("WEBP", 3, (40, 30))
    image.seek(2)
    red, _green, _blue = image.convert("RGB").getpixel((25, 5))
    assert red > 180
    assert image.info["duration"] == 120


@pytest.mark.parametrize(
    ("kind", "options", "played"),
    [("GIF", {"loop": None}, 1), ("GIF", {"loop": 0}, 0), ("GIF", {"loop": 2}, 3),
     ("WEBP", {"loop": 2}, 2)],
)  # fmt: skip
def test_what_moves_is_played_as_often_as_it_was(kind: str, options: dict, played: int) -> None:
    assert Image.open(BytesIO(drawn(moving(kind, **options)))).info["loop"] == played


def test_frames_without_a_wait_stand_as_long_as_browsers_let_them() -> None:
    image = Image.open(BytesIO(drawn(moving("GIF", duration=0))))
    image.load()
    assert image.info["duration"] == 100


def test_a_moving_image_is_kept_small() -> None:
    image = Image.open(BytesIO(drawn(moving("GIF", size=(1_500, 1_000)))))
    assert image.size == (LONGEST_MOVING_SIDE, 640)


def test_a_long_moving_image_becomes_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "coaching_site.images.redrawing.animations.MAX_STORED_MOVING_PIXELS", 40_000
    )
    image = Image.open(BytesIO(drawn(moving("GIF", size=(200, 200), frames=4))))
    assert image.size == (100, 100)
    assert image.n_frames == 4


@pytest.mark.parametrize("kind", ["AVIF", "PNG"])
def test_of_kinds_that_hardly_ever_move_the_first_frame_is_taken(kind: str) -> None:
    made = draw(BytesIO(moving(kind)), LONGEST_SIDE, QUALITY, may_move=True)
    assert not made.moves
    assert getattr(Image.open(BytesIO(made.content)), "n_frames", 1) == 1


def test_where_nothing_may_move_the_first_frame_is_taken() -> None:
    made = draw(BytesIO(moving("GIF")), LONGEST_SIDE, QUALITY, may_move=False)
    assert not made.moves
    assert read(made.content).convert("RGB").getpixel((5, 5))[0] > 180
    assert getattr(Image.open(BytesIO(made.content)), "n_frames", 1) == 1


def test_more_frames_than_anybody_watches_are_refused() -> None:
    assert code_of(moving("GIF", size=(8, 8), frames=limits.MAX_FRAMES + 1)) == "too_many_frames"


def test_many_large_frames_are_refused_before_one_is_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("coaching_site.images.redrawing.animations.MAX_MOVING_PIXELS", 30_000)
    assert code_of(moving("GIF", size=(100, 100), frames=4)) == "too_many_frames"
    monkeypatch.setattr("coaching_site.images.redrawing.animations.MAX_MOVING_CANVAS", 9_999)
    assert code_of(moving("GIF", size=(100, 100), frames=2)) == "too_many_pixels"


def test_a_frame_that_grows_beyond_the_image_is_cut_off() -> None:
    large = Image.new("RGB", (80, 90), "red")
    large.paste("blue", (0, 0, 40, 30))
    block = written(large.quantize(2), "GIF").partition(b",")  # the image, with its own size
    image = Image.open(BytesIO(drawn(moving("GIF", frames=2)[:-1] + b"".join(block[1:]))))
    assert (image.size, image.n_frames) == ((40, 30), 3)
    image.seek(2)
    red, _green, blue = image.convert("RGB").getpixel((35, 25))
    assert blue > red + 100


def test_bytes_that_hide_in_or_behind_an_image_are_gone() -> None:
    script = b"<script>alert(1)</script>"
    still = written(Image.new("RGB", (20, 20)), "GIF", comment=script) + script
    assert script not in drawn(still)
    assert script not in drawn(moving("GIF", comment=script) + script)
    # A GIF whose head is read as a comment by what takes it for HTML or JavaScript.
    polyglot = b"GIF89a/*" + still[8:] + b"*/=1;alert(1)//" + script
    assert drawn(polyglot)[:4] == b"RIFF"
    assert script not in drawn(polyglot)


@pytest.mark.parametrize("megabytes", [0, 3], ids=["read", "too long to be read"])
@pytest.mark.parametrize(
    ("kind", "head"), [(b"zTXt", b"k\0\0"), (b"iTXt", b"k\0\1\0\0\0"), (b"iCCP", b"k\0\0")]
)
def test_what_is_packed_into_an_image_is_gone(kind: bytes, head: bytes, megabytes: int) -> None:
    script = b"<script>alert(1)</script>"
    bare = written(Image.new("RGB", (20, 20), "teal"), "PNG")
    chunk = png_chunk(kind, head + zlib.compress(script + b" " * megabytes * 1_000_000))
    assert drawn(bare[:33] + chunk + bare[33:]) == drawn(bare)
    assert drawn(bare[:-12] + chunk + bare[-12:]) == drawn(bare)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_broken_middle_is_refused_or_drawn_but_ends(kind: str) -> None:
    whole = bytearray(written(Image.effect_noise((200, 200), 90).convert("RGB"), kind))
    for place in range(8, len(whole), max(1, len(whole) // 60)):
        broken = bytes(whole[:place]) + bytes([whole[place] ^ 0xFF]) + bytes(whole[place + 1 :])
        answer, made = answer_for(BytesIO(broken), LONGEST_SIDE, QUALITY, may_move=True)
        if "code" in answer:
            assert answer["code"] in {"not_an_image", "too_many_pixels", "too_heavy"}
        else:
            assert read(made).format == "WEBP"


@pytest.mark.parametrize(
    "size",
    [(20_000, 20_000), (12_000, 12_000), (100_000, 100_000), (7_100, 7_100), (1, 60_000_000)],
)
def test_too_many_pixels_are_refused_undecoded(size: tuple[int, int]) -> None:
    assert code_of(png_that_claims(*size)) == "too_many_pixels"


NOISE = Image.effect_noise((300, 300), 90).convert("RGB")


def drawn_of(content: bytes) -> Drawn:
    return draw(BytesIO(content), LONGEST_SIDE, QUALITY, may_move=True)


def pixels_of(drawn: Drawn) -> bytes:
    return read(drawn.content).convert("RGB").tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
def test_a_file_without_its_last_two_bytes_is_drawn_whole(kind: str) -> None:
    whole = written(NOISE, kind)
    drawn = drawn_of(whole[:-2])
    assert pixels_of(drawn) == pixels_of(drawn_of(whole))
    assert not drawn.is_unfinished


def test_a_dark_photo_without_its_last_two_bytes_lacks_no_rows() -> None:
    assert not drawn_of(written(Image.new("RGB", (300, 300)))[:-2]).is_unfinished


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
def test_of_a_file_that_was_cut_off_is_drawn_what_there_is(kind: str) -> None:
    whole = written(NOISE, kind, **({"interlace": 0} if kind == "GIF" else {}))
    drawn = drawn_of(whole[: len(whole) // 2])
    assert drawn.is_unfinished
    upper = (0, 0, 300, 100)
    seen, original = (
        read(made.content).convert("RGB").crop(upper).resize((30, 10))
        for made in (drawn, drawn_of(whole))
    )
    assert ImageChops.difference(seen, original).convert("L").getextrema()[1] < 12


def with_part(marker: int, content: bytes) -> bytes:
    """Return a JPEG with one more part before its pixels."""
    length = (len(content) + 2).to_bytes(2)
    whole = written(NOISE)
    return whole[:2] + bytes((0xFF, marker)) + length + content + whole[2:]


@pytest.mark.parametrize(
    "content",
    [
        written(NOISE) + b"<p>behind it</p>" * 50,
        with_part(0xE1, b"Exif\0\0rubbish"),
        with_part(0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff"),
        with_part(0xE2, b"MPF\0II*\0xxxxxx"),
        with_part(0xE2, b"ICC_PROFILE\0\x09"),
        with_part(0xE2, b"ICC_PROFILE\0\x01\x01" + b"rubbish" * 20),
        with_part(0xED, b"Photoshop 3.0\0rubbish"),
    ],
    ids=["behind", "notes", "address of notes", "more photos", "profile", "its content", "8BIM"],
)
@pytest.mark.filterwarnings("ignore:Corrupt EXIF", "ignore:Image appears to be a malformed MPO")
def test_whatever_is_wrong_around_the_pixels_they_are_drawn(content: bytes) -> None:
    drawn = drawn_of(content)
    assert pixels_of(drawn) == pixels_of(drawn_of(written(NOISE)))
    assert not drawn.is_unfinished

"""One upload: looked at before anything is decoded, then drawn as it stands or as it moves."""

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import AvifImagePlugin, Image, ImageFile, UnidentifiedImageError

from coaching_site.images.redrawing.animations import draw_moving
from coaching_site.images.redrawing.limits import (
    COST,
    COST_OF_PASSES,
    COST_OF_TRANSPARENCY,
    MAX_PIXELS,
    MEMORY_FOR_PIXELS,
    RefusedError,
)
from coaching_site.images.redrawing.stills import draw_still, turn_of
from coaching_site.images.redrawing.unfinished import ended, is_unfinished, without_profile

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
MOVING_FORMATS = {"GIF", "WEBP"}

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each would take memory of its own


@dataclass(frozen=True, slots=True)
class Drawn:
    """The new bytes, and what an author hears about them."""

    content: bytes
    moves: bool = False
    is_unfinished: bool = False  # rows at the bottom are missing


def draw(upload: BytesIO, longest_side: int, quality: int, *, may_move: bool) -> Drawn:
    """Return the image as WebP; it is never enlarged, and what moves has a quality of its own.

    What a strict reader refuses is read once more as viewers do, who show what there is.

    Raises RefusedError, or anything at all for a broken file.
    """
    try:
        return _open_and_draw(upload, longest_side, quality, may_move=may_move)
    except (RefusedError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 (Pillow's readers were seen to raise eleven kinds of errors)
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            whole = ended(upload.getvalue())
            try:
                return _open_and_draw(BytesIO(whole), longest_side, quality, may_move=may_move)
            except UnidentifiedImageError:
                bare = BytesIO(without_profile(whole))
                return _open_and_draw(bare, longest_side, quality, may_move=may_move)
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = False


def _open_and_draw(upload: BytesIO, longest_side: int, quality: int, *, may_move: bool) -> Drawn:
    _check_webp(upload.getvalue()[:30])
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(upload, formats=FORMATS) as image:  # reads the head of the file only
                return _draw(image, longest_side, quality, may_move=may_move)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise RefusedError("too_many_pixels", MAX_PIXELS) from error


def _draw(image: Image.Image, longest_side: int, quality: int, *, may_move: bool) -> Drawn:
    _check_pixels(image.width, image.height, _cost_of(image))
    if may_move and image.format in MOVING_FORMATS and getattr(image, "is_animated", False):
        return Drawn(draw_moving(image, longest_side), moves=True)
    turn, profile = turn_of(image), image.info.get("icc_profile")
    image.draft("RGB", (longest_side, longest_side))  # JPEG alone decodes smaller, at once
    image.load()
    lacks_rows = ImageFile.LOAD_TRUNCATED_IMAGES and is_unfinished(image)
    content = draw_still(image, longest_side, quality, turn, profile)
    return Drawn(content, is_unfinished=lacks_rows)


def _check_webp(head: bytes) -> None:
    """Refuse a WebP that is too large: its decoder takes memory for all of it when it is opened.

    Where the sides stand: https://developers.google.com/speed/webp/docs/riff_container
    """
    kind = head[12:16] if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else b""
    if kind == b"VP8X":
        _check_pixels(_number(head[24:27]) + 1, _number(head[27:30]) + 1, COST["WEBP"])
    elif kind == b"VP8L":
        bits = _number(head[21:25])
        _check_pixels((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, COST["WEBP"])
    elif kind == b"VP8 ":
        sides = (_number(head[26:28]) & 0x3FFF, _number(head[28:30]) & 0x3FFF)
        _check_pixels(*sides, COST["WEBP"])


def _number(content: bytes) -> int:
    return int.from_bytes(content, "little")


def _cost_of(image: Image.Image) -> float:
    cost = COST_OF_PASSES if image.info.get("progressive") else COST[image.format or ""]
    return cost + COST_OF_TRANSPARENCY if image.has_transparency_data else cost


def _check_pixels(width: int, height: int, cost: float) -> None:
    limit = min(MAX_PIXELS, int(MEMORY_FOR_PIXELS / cost))
    if width * height > limit:
        raise RefusedError("too_many_pixels", limit)

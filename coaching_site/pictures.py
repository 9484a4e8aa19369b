"""Uploaded pictures are drawn anew: their bytes, their name and what they say about themselves go.

What is stored is a WebP of at most 1600 pixels, made here. Sizes are checked before anything is
decoded; why each format has a limit of its own stands in docs/decisions/pictures.md.
"""

import secrets
import struct
import warnings
import zlib
from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import ImageFieldFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms

MAX_BYTES = 20_000_000
MAX_PIXELS = 50_000_000
MAX_MEMORY = 300_000_000
LONGEST_SIDE = 1_600
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
# Bytes that decoding and scaling one pixel took at most, measured with Pillow 13.
COST = {"JPEG": 4, "MPO": 4, "PNG": 6, "WEBP": 16, "GIF": 9, "AVIF": 11}
COST_OF_TRANSPARENCY = 9
EXIF_ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What Pillow's readers were seen to raise for broken files.
UNREADABLE = (
    OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError,
    struct.error, zlib.error,
)  # fmt: skip


class Picture(ContentFile):
    """Bytes that were made here; nothing else is stored by `ReencodedImageField`."""


def reencode(upload: File) -> Picture:
    """Return the picture as WebP of at most 1600 pixels a side, never enlarged, under a new name.

    Takes the first frame of what moves. Raises ValidationError with a code: `too_large` (bytes),
    `too_many_pixels`, `not_a_picture` (another format, broken, or cut off).
    """
    if upload.size > MAX_BYTES:
        raise ValidationError(
            _("This file is too large: at most %(limit)s MB."),
            code="too_large",
            params={"limit": MAX_BYTES // 1_000_000},
        )
    upload.seek(0)
    try:
        with _open(upload) as image:
            _check_pixels(image)
            return _encode(_upright_in_srgb(image))
    except UNREADABLE as error:
        raise ValidationError(
            _("This is no picture that can be read. Take a JPEG, PNG, WebP, AVIF or GIF file."),
            code="not_a_picture",
        ) from error


def _open(upload: File) -> Image.Image:
    """Read the head of the file, whatever its name says; no pixel is decoded yet."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return Image.open(upload, formats=FORMATS)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise _too_many_pixels(MAX_PIXELS) from error


def _check_pixels(image: Image.Image) -> None:
    cost = COST[image.format or ""]
    if image.has_transparency_data:
        cost = max(cost, COST_OF_TRANSPARENCY)
    limit = min(MAX_PIXELS, MAX_MEMORY // cost)
    if image.width * image.height > limit:
        raise _too_many_pixels(limit)


def _too_many_pixels(limit: int) -> ValidationError:
    return ValidationError(
        _("This picture has too many pixels: at most %(limit)s million for this kind of file."),
        code="too_many_pixels",
        params={"limit": limit // 1_000_000},
    )


def _upright_in_srgb(image: Image.Image) -> Image.Image:
    """Decode, scale down, turn as the camera was held, and take the colours to the web's own."""
    turn = TURNS.get(image.getexif().get(EXIF_ORIENTATION, 1))
    profile = image.info.get("icc_profile")
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # JPEG alone decodes smaller, at once
    small = _scaled(image)
    if turn is not None:
        small = small.transpose(turn)
    return _in_srgb(small, profile)


def _scaled(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off instead of scale
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    elif image.mode in {"P", "1", "PA", "F"}:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    factor = max(image.size) // LONGEST_SIDE
    small = image.reduce(factor) if factor > 1 else image
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return small


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    alpha = image.getchannel("A") if "A" in image.getbands() else None
    colours = image.convert("RGB") if image.mode != "CMYK" else image
    if profile and image.mode in {"RGB", "RGBA", "CMYK"}:
        try:
            colours = _converted(colours, profile)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            colours = colours.convert("RGB")  # a broken profile says nothing
    colours = colours.convert("RGB")
    if alpha is not None:
        colours.putalpha(alpha)
    return colours


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    converted = ImageCms.profileToProfile(
        image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
    )
    return converted or image


def _encode(image: Image.Image) -> Picture:
    image.info.clear()  # EXIF, profile, comments
    encoded = BytesIO()
    image.save(encoded, "WEBP", quality=QUALITY)
    return Picture(encoded.getvalue(), name=f"{secrets.token_hex(16)}.webp")


class PictureFormField(forms.FileField):
    """Draws the upload anew while the form is checked: its faults stand beside the field."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["max_length"] = None  # the name of the upload is dropped, so it may be long
        super().__init__(**kwargs)

    def to_python(self, data: Any) -> Picture | None:
        upload = super().to_python(data)
        return reencode(upload) if upload else None

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"accept": "image/*"}


class ReencodedFieldFile(ImageFieldFile):
    """The one door through which bytes reach the storage."""

    def save(self, name: str | None, content: File, save: bool = True) -> None:
        """Store what `reencode` made of the content, under its name; the given name is dropped."""
        picture = content if isinstance(content, Picture) else reencode(content)
        super().save(str(picture.name), picture, save)


class ReencodedImageField(models.ImageField):
    """An image field that never stores what was uploaded."""

    attr_class = ReencodedFieldFile

    def deconstruct(self) -> Any:
        """Be an ordinary image field in migrations: the column is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ImageField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PictureFormField} | kwargs)

"""An image that does not move: scaled down, upright, in the web's own colours."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

from coaching_site.images.redrawing.limits import RefusedError

FAST_ENOUGH = 2  # WebP's own scale of effort; more takes twice as long and saves nothing
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


def turn_of(image: Image.Image) -> Image.Transpose | None:
    """Return how the image is turned upright; notes that cannot be read say nothing."""
    try:
        return TURNS.get(image.getexif().get(EXIF_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 (whatever stands in the notes, the pixels are there)
        return None


def draw_still(
    image: Image.Image,
    longest_side: int,
    quality: int,
    turn: Image.Transpose | None,
    profile: bytes | None,
) -> bytes:
    """Return the image, or the first frame of what moves, as WebP."""
    small = _scaled(image, longest_side)
    if turn is not None:
        small = small.transpose(turn)
    # EXIF, profile and comments are left behind: what is not handed to the encoder is not written.
    return encoded(in_srgb(small, profile), quality=quality, method=FAST_ENOUGH)


def encoded(image: Image.Image, **options: Any) -> bytes:
    """Return the image as WebP; a fault here is no fault of the file, memory has run out."""
    written = BytesIO()
    try:
        image.save(written, "WEBP", **options)
    except (OSError, ValueError) as error:
        raise RefusedError("too_heavy") from error
    return written.getvalue()


def _scaled(image: Image.Image, longest_side: int) -> Image.Image:
    """Return the image at its new size; what it was made from gives its memory back at once."""
    whole = _in_scalable_mode(image)
    if whole is not image:
        image.close()
    small = whole
    factor = max(whole.size) // longest_side
    if factor > 1:
        small = whole.reduce(factor)
        whole.close()
    small.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
    return small


def _in_scalable_mode(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off instead of scale
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"P", "1", "PA", "F"}:
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the image as RGB or RGBA, its colours taken from the profile to sRGB."""
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

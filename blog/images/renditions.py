"""Smaller images of an image, in the formats and shapes in which readers get it.

Costs about three seconds for a photo, so the worker does it (blog/tasks/images.py).
"""

import secrets
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image as Drawing

from blog.images.shapes import NATURAL, SHAPES, Made, Renditions, Shape, name_of
from blog.models.images import RECIPE, Image

# Chosen on photos full of detail: an article with a cover and three images loads less than
# 250 KB on a phone (docs/decisions/images.md has the figures).
ENCODERS = {
    "avif": ("AVIF", {"quality": 42, "speed": 8, "max_threads": 1}),
    "webp": ("WEBP", {"quality": 62, "method": 4}),
    "jpg": ("JPEG", {"quality": 68, "progressive": True, "optimize": True}),
}
PAPER = "white"  # behind what is transparent, in a format that is not


def write_renditions(image: Image) -> Renditions:
    """Store what is missing and return what there is now; the caller puts it on the row.

    A shape that still fits the file keeps its names; every other one gets new, random ones, since
    a name never gets other bytes. Whatever goes wrong, no file of this attempt is left.
    """
    shapes = _still_good(image)
    written: list[str] = []
    try:
        whole = _decoded(image)
        for name, shape in SHAPES.items():
            if name not in shapes:
                shapes[name] = _write(image, whole, shape, written)
    except BaseException:
        for file in written:
            image.file.storage.delete(file)
        raise
    return {
        "recipe": RECIPE,
        "of": str(image.file.name),
        "focus": [image.focal_x, image.focal_y],
        "shapes": shapes,
    }


def _still_good(image: Image) -> dict[str, Made]:
    """Return the shapes that another focal point does not change."""
    there: Renditions = image.renditions
    made_of = (there.get("recipe"), there.get("of"))
    if made_of != (RECIPE, image.file.name):
        return {}
    return {NATURAL: there["shapes"][NATURAL]}


def _decoded(image: Image) -> Drawing.Image:
    """Return the pixels; of what moves, those of the first frame."""
    with image.file.storage.open(str(image.file.name)) as file, Drawing.open(file) as stored:
        return stored.convert("RGBA" if stored.has_transparency_data else "RGB")


def _write(image: Image, whole: Drawing.Image, shape: Shape, written: list[str]) -> Made:
    stem = secrets.token_hex(16)
    box = shape.box(whole.size, (image.focal_x, image.focal_y))
    sizes = shape.sizes(whole.size)
    for size in sizes:
        small = whole.resize(size, Drawing.Resampling.LANCZOS, box, reducing_gap=3)
        for kind in shape.formats:
            name = name_of(stem, size[0], kind)
            written.append(name)  # before it exists: of a full disk, half of it may
            image.file.storage.save(name, ContentFile(_encoded(small, kind)))
    return {"stem": stem, "sizes": sizes}


def _encoded(image: Drawing.Image, kind: str) -> bytes:
    encoder, options = ENCODERS[kind]
    encoded = BytesIO()
    if encoder == "JPEG" and image.mode == "RGBA":
        opaque = Drawing.new("RGB", image.size, PAPER)
        opaque.paste(image, mask=image.getchannel("A"))
        image = opaque
    image.save(encoded, encoder, **options)
    return encoded.getvalue()

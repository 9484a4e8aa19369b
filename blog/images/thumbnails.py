"""Small images for lists of the admin."""

from blog.images.shapes import FOLDER, NATURAL
from blog.models import Image


def thumbnail_of(image: Image) -> str:
    """Return the address of the smallest that the worker made; until then, of the image."""
    made = image.made_in(NATURAL)
    if made is None:
        return image.file.url
    (width, _height), *_larger = made["sizes"]
    return image.file.storage.url(f"{FOLDER}{made['stem']}-{width}.webp")

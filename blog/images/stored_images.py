"""An image as a page shows it: its file, its words and what was made of it."""

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, Self

from django.core.files.storage import default_storage

from blog.images.shapes import LESS_MOTION, NATURAL, Made, Renditions, ShownImage, shown

FOLDER = "images/"


@dataclass(frozen=True, slots=True)
class StoredImage:
    """The columns of an `Image` that pages show, without the model around them.

    A row of `image_row` holds only the shapes that were asked for; in any other it is as stored.
    """

    file: str
    width: int
    height: int
    alternative_text: str
    is_decorative: bool
    is_animated: bool
    renditions: Renditions

    @classmethod
    def read(cls, row: dict[str, Any] | None) -> Self | None:
        """Return the image of a row; one that is not there is a row without a file."""
        return cls(**row) if row and row["file"] else None

    def made_in(self, shape: str) -> Made | None:
        """Return what there is of this very file in a shape, or None until the worker made it."""
        if self.renditions.get("of") != self.file:
            return None
        return self.renditions["shapes"].get(shape)

    def in_shape(self, shape: str = NATURAL) -> ShownImage:
        """Return the image cut to a shape; as it was stored until the worker made something."""
        made = self.made_in(shape)
        if made is None:
            return ShownImage(_address(self.file), self.width, self.height)
        image = shown(shape, made, _address(f"{FOLDER}{made['stem']}"))
        if self.is_animated and shape == NATURAL:
            still = {"avif": image.avif, "webp": image.webp, "media": LESS_MOTION}
            return ShownImage(_address(self.file), self.width, self.height, **still)
        return image


# What to fetch of an `Image`.
IMAGE_FIELDS = tuple(field.name for field in fields(StoredImage))


@lru_cache(maxsize=1_024)
def _address(name: str) -> str:
    return default_storage.url(name)

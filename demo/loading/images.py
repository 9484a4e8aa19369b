"""Images of the demo, uploaded as an author would."""

from django.core.files.base import ContentFile

from blog.models import Image
from blog.models.images import MIDDLE
from demo.content_files import CONTENT, Entry


def read_upload(name: str) -> ContentFile:
    """Return the image file of that name, for instance "kite.webp", as an upload."""
    return ContentFile((CONTENT / "images" / name).read_bytes(), name)


def add_image(entry: Entry) -> Image:
    """Put an image among those of the site; crops keep what lies at its `focal_y`."""
    image = Image(
        alternative_text=entry["alt"],
        credit="De Ruime Kantlijn",
        focal_y=entry.get("focal_y", MIDDLE),
    )
    image.store(read_upload(entry["file"]))
    return image

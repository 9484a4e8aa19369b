"""Images of the library for the texts that name them by number."""

from collections.abc import Collection, Mapping

from blog.models import Image
from blog.models.images import SHOWN_FIELDS
from coaching_site.rich_text.embedded import EmbeddedImage, Source


def images_for_texts(ids: Collection[int]) -> Mapping[int, EmbeddedImage]:
    """Return the images that exist among these, in one query."""
    images = Image.objects.filter(pk__in=ids).only("credit", *SHOWN_FIELDS)
    return {image.pk: _embedded(image) for image in images}


def _embedded(image: Image) -> EmbeddedImage:
    shown = image.in_shape()
    sources = (("avif", shown.avif), ("webp", shown.webp))
    return EmbeddedImage(
        address=shown.address,
        width=shown.width,
        height=shown.height,
        srcset=shown.srcset,
        sources=tuple(
            Source(f"image/{kind}", srcset, shown.media) for kind, srcset in sources if srcset
        ),
        credit=image.credit,
        thumbnail=image.thumbnail_url,
    )

"""What the blog gives to others: the pictures of its library, for the texts that name them."""

from collections.abc import Collection, Mapping

from blog.images.shapes import MEDIA_TYPES
from blog.images.stored_images import PICTURE_FIELDS
from blog.models import Image
from coaching_site.rich_text.embedding import EmbeddedPicture, Source, find_pictures_with


def pictures_for_texts(ids: Collection[int]) -> Mapping[int, EmbeddedPicture]:
    """Return the pictures that exist among these, in one query."""
    images = Image.objects.filter(pk__in=ids).only("credit", *PICTURE_FIELDS)
    return {image.pk: _embedded(image) for image in images}


def _embedded(image: Image) -> EmbeddedPicture:
    picture = image.stored.in_shape()
    sources = (("avif", picture.avif), ("webp", picture.webp))
    return EmbeddedPicture(
        address=picture.address,
        width=picture.width,
        height=picture.height,
        srcset=picture.srcset,
        sources=tuple(
            Source(MEDIA_TYPES[kind], srcset, picture.media) for kind, srcset in sources if srcset
        ),
        credit=image.credit,
    )


find_pictures_with(pictures_for_texts)

"""What templates ask about pictures."""

from django import template
from django.utils.safestring import SafeString

from blog.models import Image
from blog.picture_shapes import NATURAL, ShownPicture
from coaching_site.pieces import fill_piece

register = template.Library()


@register.filter
def in_shape(image: Image, shape: str) -> ShownPicture:
    """Return the picture cut to a shape; without one, as it is."""
    return image.in_shape(shape or NATURAL)


@register.simple_tag
def picture(
    image: Image,
    sizes: str,
    *,
    shape: str = NATURAL,
    loading: str = "",
    priority: str = "",
    silent: bool = False,
) -> SafeString:
    """Show a picture in every format that there is: `{% picture article.cover "100vw" %}`.

    `sizes` says how wide it is shown, `loading` may be "lazy", `priority` "high"; a silent one has
    no description, because a text beside it says the same.
    """
    shown = image.in_shape(shape)
    return fill_piece(
        "blog/images/_picture.html",
        sizes=sizes,
        address=shown.address,
        width=shown.width,
        height=shown.height,
        srcset=shown.srcset,
        avif=shown.avif,
        webp=shown.webp,
        media=shown.media,
        description="" if silent or image.is_decorative else image.alternative_text,
        loading=loading,
        priority=priority,
    )

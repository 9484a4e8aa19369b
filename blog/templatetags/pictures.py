"""What templates ask about pictures."""

from django import template

from blog.models import Image
from blog.picture_shapes import NATURAL, ShownPicture

register = template.Library()


@register.filter
def in_shape(image: Image, shape: str) -> ShownPicture:
    """Return the picture cut to a shape; without one, as it is."""
    return image.in_shape(shape or NATURAL)

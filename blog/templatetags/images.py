"""Images of the library in a template."""

from typing import Any

from django import template

from blog.images.shapes import NATURAL, ShownImage
from blog.models import Image

register = template.Library()


@register.inclusion_tag("blog/images/_image.html", name="image")
def show_image(
    image: Image,
    sizes: str,
    shape: str = NATURAL,
    *,
    loading: str = "",
    priority: str = "",
    silent: bool = False,
) -> dict[str, Any]:
    """Show an image in every format that there is: `{% image article.cover "100vw" "cover" %}`.

    `sizes` says how wide, as the attribute of HTML does. `loading` may be "lazy", `priority`
    "high"; a silent one has no description, because a text beside it says the same.
    """
    return {
        "shown": image.in_shape(shape),
        "sizes": sizes,
        "description": "" if silent or image.is_decorative else image.alternative_text,
        "loading": loading,
        "priority": priority,
    }


@register.filter
def in_shape(image: Image, shape: str) -> ShownImage:
    """Return the image cut to a shape: `{{ article.cover|in_shape:"social" }}`."""
    return image.in_shape(shape)

"""Images in every format that there is."""

from django.utils.safestring import SafeString

from blog.images.shapes import NATURAL
from blog.images.stored_images import StoredImage
from coaching_site.pieces import fill_piece


def image(
    image: StoredImage,
    sizes: str,
    *,
    shape: str = NATURAL,
    loading: str = "",
    priority: str = "",
    silent: bool = False,
) -> SafeString:
    """Show an image; `sizes` says how wide, as HTML's attribute does: "100vw".

    `loading` may be "lazy", `priority` "high"; a silent one has no description, because a text
    beside it says the same.
    """
    shown = image.in_shape(shape)
    return fill_piece(
        "blog/images/_image.html",
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

"""The choice of one image: seen, dropped, uploaded or found in the library."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Model
from django.forms import Script

from blog.forms.image_settings import ImageSettings
from blog.models import Image
from coaching_site.admin_tools.clean_input import KEY

STYLES: dict[str, Sequence[str]] = {"all": ["css/admin/images.css", "css/admin/image_dialogs.css"]}


class ImageChoice(forms.NumberInput):
    """Holds the number of an image; without JavaScript that number is what one types."""

    template_name = "admin/blog/image/_choice.html"

    class Media:
        css = STYLES
        js = [ImageSettings(), Script("js/images/fields.js", type="module")]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        image = chosen_image(value)
        context = super().get_context(name, image.pk if image else None, attrs)
        thumbnail = image.thumbnail_url if image else ""
        return context | {"image": image, "thumbnail": thumbnail}


def image_field(model: type[Model], name: str) -> Any:
    """Return the field of a form for an image that a row names.

    Declared in the form, it goes without Django's links to add and change the row: it does more.
    """
    field: Any = model._meta.get_field(name)
    return field.formfield(widget=ImageChoice)


def chosen_image(value: Any) -> Image | None:
    """Return the image with this key, whatever was typed for it."""
    if not KEY.fullmatch(str(value)):
        return None
    return Image.objects.filter(pk=value).first()

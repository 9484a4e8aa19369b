"""The form for a new image, which notices a photo that is there already."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from blog.forms.image_choice import chosen_image
from blog.models import Image


class NewImageForm(forms.ModelForm):
    """Asks before it stores a photo twice.

    A browser sends no file a second time by itself: `twin` names the image that has the same one,
    and it is taken from there. Where it is wanted `again`, it is stored without a question.
    """

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        self.twin: Image | None = None
        if data and not files and (twin := chosen_image(data.get("twin"))):
            self.twin, files = twin, {"file": twin.copied()}
        super().__init__(data, files, **kwargs)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        file = self.cleaned_data.get("file")
        if file and "again" not in self.data:
            self.twin = Image.twin_of(file)
            if self.twin:
                raise ValidationError(_("This one is there already: use it?"), code="twin")
        return cleaned

"""Images as fields of other forms."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.db import models
from django.forms import Field
from django.http import HttpRequest

from blog.forms.image_choice import ImageChoice


class ImageChoiceMixin(ModelAdmin):
    """Shows the images in `image_fields` where they are chosen."""

    image_fields: tuple[str, ...] = ()

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Field | None:
        """Leave out Django's links to add and change the row: the field itself does more."""
        if db_field.name in self.image_fields and isinstance(db_field, models.ForeignKey):
            return db_field.formfield(widget=ImageChoice)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

"""Pictures: re-encoded at upload, with the words for who cannot see them."""

from typing import Self

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from coaching_site.pictures import Picture, ReencodedImageField, reencode

MIDDLE = 50


class Image(models.Model):
    """A picture of the site, never the bytes that were uploaded."""

    file = ReencodedImageField(
        _("picture"), upload_to="images/", width_field="width", height_field="height"
    )
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    alternative_text = models.CharField(
        _("description"),
        max_length=250,
        blank=True,
        help_text=_("What is to be seen, for readers who cannot see it."),
    )
    is_decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("The picture tells nothing by itself.")
    )
    caption = models.CharField(
        _("caption"),
        max_length=300,
        blank=True,
        help_text=_("Placed below the picture when it enters a text; there it can be changed."),
    )
    credit = models.CharField(_("made by"), max_length=120, blank=True)
    focal_x = models.PositiveSmallIntegerField(
        _("focal point from the left"), default=MIDDLE, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point from the top"), default=MIDDLE, validators=[MaxValueValidator(100)]
    )
    is_animated = models.BooleanField(_("moving"), default=False, editable=False)
    # By shape, what the worker made of it; empty until it did. `blog/renditions.py` says how.
    renditions = models.JSONField(editable=False, default=dict)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.alternative_text or _("Picture %(number)s") % {"number": self.pk}

    def clean(self) -> None:
        if not self.alternative_text and not self.is_decorative:
            raise ValidationError(
                {
                    "alternative_text": ValidationError(
                        _("Describe the picture, or tick “decorative”."), code="undescribed"
                    )
                }
            )

    @property
    def is_described(self) -> bool:
        """Tell whether somebody said what is to be seen, or that it tells nothing."""
        return bool(self.alternative_text) or self.is_decorative

    @classmethod
    def add(cls, upload: File) -> Self:
        """Store an upload; its words may follow. Raises what `reencode` and the storage raise."""
        image = cls()
        image.store(upload)
        return image

    def replace(self, upload: File) -> None:
        """Put another picture in its place, for whatever shows this one.

        The point that stays in sight is the middle again: the old one meant the old picture.
        """
        self.focal_x = self.focal_y = MIDDLE
        self.renditions = {}
        self.store(upload)

    def store(self, upload: File) -> None:
        """Store the file and the row, or neither: a full disk leaves no half a file behind."""
        picture = upload if isinstance(upload, Picture) else reencode(upload)
        name = str(picture.name)
        try:
            with transaction.atomic():
                self.file.save(name, picture)
        except BaseException:
            self.file.storage.delete(self.file.field.generate_filename(self, name))
            raise

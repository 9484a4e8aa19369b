"""Pictures: re-encoded at upload, with the words for who cannot see them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from coaching_site.pictures import ReencodedImageField


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
    credit = models.CharField(_("made by"), max_length=120, blank=True)
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

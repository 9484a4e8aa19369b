"""The practice behind the site, in one row that an editor can change."""

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from coaching_site.images.reencoding import AS_PORTRAIT, ReencodedImageField
from coaching_site.text.telephone_numbers import telephone_link, validate_telephone_number

SINGLETON_ID = 1


class SiteSettings(models.Model):
    """What the practice is called, says and shows on every page; there is one row."""

    practice_name = models.CharField(_("practice name"), max_length=80, default="Praktijk")
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=2_000,
        help_text=_("Opens the home page. An empty line starts a new paragraph."),
    )
    coach_name = models.CharField(_("name of the coach"), max_length=120, blank=True)
    about_coach = models.TextField(
        _("about the coach"),
        blank=True,
        max_length=2_000,
        help_text=_("Stands beside the portrait on the home page."),
    )
    portrait = ReencodedImageField(
        _("portrait"),
        upload_to="portraits/",
        blank=True,
        stored_as=AS_PORTRAIT,
        width_field="portrait_width",
        height_field="portrait_height",
    )
    portrait_width = models.PositiveIntegerField(editable=False, null=True)
    portrait_height = models.PositiveIntegerField(editable=False, null=True)
    portrait_description = models.CharField(
        _("description of the portrait"),
        max_length=200,
        blank=True,
        help_text=_("For readers who cannot see it."),
    )
    email = models.EmailField(
        _("mail address"),
        blank=True,
        help_text=_("New requests are announced here. It is never shown on the site."),
    )
    telephone = models.CharField(_("telephone"), max_length=30, blank=True)
    address = models.CharField(_("postal address"), max_length=200, blank=True)
    chamber_of_commerce_number = models.CharField(
        _("chamber of commerce number"), max_length=12, blank=True
    )
    says_written_by = models.BooleanField(
        _("“Written by” before the names above an article"),
        default=False,
        help_text=_("Otherwise it says “By”."),
    )
    copyright_line = models.CharField(
        _("copyright line"),
        max_length=200,
        blank=True,
        help_text=_("Below every article that has no line of its own."),
    )
    answer_within_days = models.PositiveSmallIntegerField(
        _("working days to answer a request"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text=_("Whoever asks for coaching is told the date that follows from this."),
    )

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=SINGLETON_ID), name="one_row_of_site_settings"
            ),
        ]

    def __str__(self) -> str:
        return self.practice_name

    def clean(self) -> None:
        """Refuse a telephone number that nobody can call as it stands."""
        if self.telephone:
            try:
                validate_telephone_number(self.telephone)
            except ValidationError as error:
                raise ValidationError({"telephone": error}) from error

    @property
    def telephone_link(self) -> str:
        """Return where a press on the number leads; nothing where there is none."""
        return telephone_link(self.telephone)

    @classmethod
    def load(cls) -> Self:
        """Return the one row, or unsaved defaults when it is missing."""
        return cls.objects.filter(pk=SINGLETON_ID).first() or cls(pk=SINGLETON_ID)

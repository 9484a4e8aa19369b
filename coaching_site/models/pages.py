"""Standing pages, such as about, privacy and conditions."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coaching_site.http.slugs import is_reserved, reserved_error
from coaching_site.models.former_addresses import AddressedModel
from coaching_site.rich_text.models import RenderedText
from coaching_site.time.reach import moments_in_reach


class Page(AddressedModel, RenderedText):
    """A page with an address of its own directly below the root."""

    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("Stands below the title and in search results."),
    )
    in_menu = models.BooleanField(_("in the menu"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta(AddressedModel.Meta):
        constraints = [*AddressedModel.Meta.constraints, moments_in_reach("updated_at")]
        ordering = ["order", "title"]
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("page_detail", args=[self.slug])

    def clean(self) -> None:
        """Refuse an address at which another page of the site answers."""
        if self.slug and is_reserved(self.slug, "page_detail"):
            raise ValidationError({"slug": reserved_error(self.slug)})

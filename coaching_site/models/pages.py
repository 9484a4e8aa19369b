"""Standing pages, such as about, privacy and conditions."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coaching_site.rich_text.rendering import render


class PageQuerySet(models.QuerySet["Page"]):
    def in_menu(self) -> Self:
        """Keep the pages that the menu at the top names."""
        return self.filter(in_menu=True)


class Page(models.Model):
    """A page with an address of its own directly below the root."""

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    summary = models.CharField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("Stands below the title and in search results."),
    )
    body = models.TextField(_("text"), blank=True)
    body_html = models.TextField(editable=False, blank=True)
    in_menu = models.BooleanField(_("in the menu"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["order", "title"]
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        """Render the text that is stored, so that showing the page costs no parsing."""
        self.body_html = render(self.body).html
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        return reverse("page_detail", args=[self.slug])

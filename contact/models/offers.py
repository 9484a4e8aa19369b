"""Offers: what can be asked for."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coaching_site.rich_text.rendering import render


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible(self) -> Self:
        """Keep what visitors may ask for now."""
        return self.filter(is_visible=True)


class Offer(models.Model):
    """Something the practice does for others: an individual trajectory, a team training, a talk."""

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    summary = models.CharField(_("summary"), max_length=300)
    body = models.TextField(_("text"), blank=True)
    body_html = models.TextField(editable=False, blank=True)
    audience = models.CharField(_("for whom"), max_length=160, blank=True)
    form = models.CharField(_("form"), max_length=160, blank=True)
    duration = models.CharField(_("duration"), max_length=160, blank=True)
    price_line = models.CharField(_("price"), max_length=160, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_visible = models.BooleanField(_("on the site"), default=True)
    is_default = models.BooleanField(
        _("below articles without an offer of their own"), default=False
    )
    articles = models.ManyToManyField(
        "blog.Article",
        verbose_name=_("articles"),
        blank=True,
        related_name="+",
        help_text=_("These articles name the offer at their end."),
    )

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["order", "title"]
        verbose_name = _("offer")
        verbose_name_plural = _("offers")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        """Render the text that is stored, so that showing the page costs no parsing."""
        self.body_html = render(self.body).html
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        return reverse("offer_detail", args=[self.slug])

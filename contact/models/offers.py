"""Offers: what can be asked for."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from coaching_site.compiled_queries import CompiledQuery
from coaching_site.http.addresses import address_of
from coaching_site.http.slugs import free_slug, validate_not_reserved
from coaching_site.json_rows import JSONRows
from coaching_site.rich_text.rendered_texts import RenderedText

CARD_FIELDS = ("title", "slug", "summary", "audience", "form", "duration", "price_line")


class OfferQuerySet(models.QuerySet["Offer"]):
    """One gate (`visible`) for pages, form, home page, sitemap and the ends of articles."""

    def visible(self) -> Self:
        """Keep what visitors may ask for now."""
        return self.filter(is_visible=True)

    def for_list(self) -> Self:
        """Fetch what a card shows, without the text of the page behind it."""
        return self.only(*CARD_FIELDS)


class Offer(RenderedText):
    """Something the practice does for others: an individual trajectory, a team training, a talk."""

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("The end of the page's address. Leave it empty to make one of the title."),
    )
    summary = models.CharField(_("summary"), max_length=300)
    audience = models.CharField(_("for whom"), max_length=160, blank=True)
    form = models.CharField(_("form"), max_length=160, blank=True)
    duration = models.CharField(_("duration"), max_length=160, blank=True)
    price_line = models.CharField(_("price"), max_length=160, blank=True)
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("The lowest number stands first.")
    )
    is_visible = models.BooleanField(_("on the site"), default=True)
    is_default = models.BooleanField(
        _("below articles without an offer of their own"),
        default=False,
        help_text=_("There is one such offer: ticking it here unticks it elsewhere."),
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Make an address where none was given, and keep the default offer the only one."""
        self.slug = self.slug or free_slug(
            self.title, fallback="aanbod", view_name="offer_detail", taken=[Offer.objects.all()]
        )
        with transaction.atomic():
            if self.is_default:
                Offer.objects.exclude(pk=self.pk).filter(is_default=True).update(is_default=False)
            super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return address_of("offer_detail", self.slug)

    def clean(self) -> None:
        """Refuse an address that the site itself uses."""
        if self.slug:
            try:
                validate_not_reserved(self.slug, "offer_detail")
            except ValidationError as error:
                raise ValidationError({"slug": error}) from error


def rows_at_the_end() -> JSONRows:
    """Return what names the article of the outer query, and the default offer, as rows."""
    named = Offer.articles.through.objects.filter(
        offer=OuterRef("pk"), article=OuterRef(OuterRef("pk"))
    )
    found = Offer.objects.visible().filter(Q(Exists(named)) | Q(is_default=True))
    plain = ("title", "slug", "summary")
    row = JSONObject(**{name: name for name in plain}, names_article=Exists(named))
    return JSONRows(found.values_list(row))


_VISIBLE = CompiledQuery(lambda: Offer.objects.visible().for_list())


def visible_offers() -> list[Offer]:
    """Return what can be asked for now, as cards show it."""
    return _VISIBLE()

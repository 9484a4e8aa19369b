"""Offers: what can be asked for."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.models import Article
from coaching_site.accounts.models import User
from coaching_site.http.slugs import free_slug, is_reserved, reserved_error
from coaching_site.time.reach import moments_in_reach
from coaching_site.versions.content import Content
from coaching_site.versions.texts import VersionedPage, VisibleQuerySet
from coaching_site.versions.version import Version, VersionQuerySet

CARD_FIELDS = ("title", "slug", "summary", "audience", "form", "duration", "price_line")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferContent(Content):
    """Everything of an offer that a visitor sees, and where it stands on the site."""

    STAYING: ClassVar[tuple[str, ...]] = ("slug",)

    title: str
    summary: str = ""
    body: str = ""
    audience: str = ""
    form: str = ""
    duration: str = ""
    price_line: str = ""
    slug: str = ""
    order: int = 0
    articles: tuple[int, ...] = ()
    is_default: bool = False

    @property
    def called(self) -> str:
        return self.title


class OfferVersion(Version):
    """One state of an offer as it was saved."""

    offer = models.ForeignKey(
        "contact.Offer", verbose_name=_("offer"), on_delete=models.CASCADE, related_name="versions"
    )

    objects = VersionQuerySet.as_manager()

    row = "offer"

    class Meta(Version.Meta):
        ordering = ["offer", "-number"]
        constraints = [
            moments_in_reach("created_at", "published_at", "published_until"),
            models.UniqueConstraint(fields=["offer", "number"], name="unique_number_of_offer"),
        ]

    def read(self) -> OfferContent:
        return OfferContent.from_json(self.content)


class OfferQuerySet(VisibleQuerySet):
    """One gate (`visible`) for pages, form, home page, sitemap and the ends of articles."""

    def for_list(self) -> Self:
        """Fetch what a card shows, without the text of the page behind it."""
        return self.only(*CARD_FIELDS)

    def for_article(self, article: Article) -> "list[Offer]":
        """Return the visible offers that name an article, or else the default one."""
        visible = self.visible().for_list()
        return list(visible.filter(articles=article)) or list(visible.filter(is_default=True))


class Offer(VersionedPage):
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

    live_version = models.ForeignKey(
        OfferVersion, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = OfferQuerySet.as_manager()

    listed_fields = ("title", "slug", "audience", "order")

    class Meta(VersionedPage.Meta):
        ordering = ["order", "title"]
        verbose_name = _("offer")
        verbose_name_plural = _("offers")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Make an address where none was given, and keep the default offer the only one."""
        self.slug = self.slug or self.free_slug(self.title, Offer.objects.exclude(pk=self.pk))
        with transaction.atomic():
            if self.is_default:
                Offer.objects.exclude(pk=self.pk).filter(is_default=True).update(is_default=False)
            super().save(*args, **kwargs)

    def publish(self, version: OfferVersion, *, by: User | None) -> None:
        """Copy a version onto the row; one that is the default now unticks the former one.

        In what is stored of that too, or its next publication would take the place back.
        """
        with transaction.atomic():
            if version.read().is_default:
                others = Offer.objects.visible().exclude(pk=self.pk)
                for former in others.filter(is_default=True, live_version__isnull=False):
                    former.change_at_once(by=by, is_default=False)
            super().publish(version, by=by)

    @classmethod
    def free_slug(cls, title: str, others: models.QuerySet["Offer"]) -> str:
        return free_slug(title, fallback="aanbod", view_name="offer_detail", taken=[others])

    def get_absolute_url(self) -> str:
        return reverse("offer_detail", args=[self.slug])

    def clean(self) -> None:
        """Make an address where none was given, and refuse one that the site itself uses."""
        self.slug = self.slug or self.free_slug(self.title, Offer.objects.exclude(pk=self.pk))
        if is_reserved(self.slug, "offer_detail"):
            raise ValidationError({"slug": reserved_error(self.slug)})

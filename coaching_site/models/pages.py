"""Standing pages, such as about, privacy and conditions."""

from dataclasses import dataclass
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coaching_site.http.slugs import free_slug, is_reserved, reserved_error
from coaching_site.time.reach import moments_in_reach
from coaching_site.versions.content import Content
from coaching_site.versions.texts import VersionedPage, VisibleQuerySet
from coaching_site.versions.version import Version, VersionQuerySet


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContent(Content):
    """Everything of a page that a reader sees, and where it stands on the site."""

    STAYING: ClassVar[tuple[str, ...]] = ("slug",)

    title: str
    summary: str = ""
    body: str = ""
    slug: str = ""
    in_menu: bool = False
    order: int = 0

    @property
    def called(self) -> str:
        return self.title


class PageVersion(Version):
    """One state of a page as it was saved."""

    page = models.ForeignKey(
        "coaching_site.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="versions",
    )

    objects = VersionQuerySet.as_manager()

    row = "page"

    class Meta(Version.Meta):
        ordering = ["page", "-number"]
        constraints = [
            moments_in_reach("created_at", "published_at", "published_until"),
            models.UniqueConstraint(fields=["page", "number"], name="unique_number_of_page"),
        ]

    def read(self) -> PageContent:
        return PageContent.from_json(self.content)


class Page(VersionedPage):
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
    live_version = models.ForeignKey(
        PageVersion, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = VisibleQuerySet.as_manager()

    listed_fields = ("title", "slug", "in_menu", "order")

    class Meta(VersionedPage.Meta):
        constraints = [*VersionedPage.Meta.constraints, moments_in_reach("updated_at")]
        ordering = ["order", "title"]
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("page_detail", args=[self.slug])

    @classmethod
    def free_slug(cls, title: str, others: models.QuerySet["Page"]) -> str:
        return free_slug(title, fallback="pagina", view_name="page_detail", taken=[others])

    def clean(self) -> None:
        """Refuse an address at which another page of the site answers."""
        if self.slug and is_reserved(self.slug, "page_detail"):
            raise ValidationError({"slug": reserved_error(self.slug)})

"""Series: articles in parts, of which one may still be promised."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coaching_site.database.word_search import word_index
from coaching_site.models.former_addresses import AddressedModel

if TYPE_CHECKING:
    from blog.models.article_querysets import ArticleQuerySet


@dataclass(frozen=True, slots=True)
class PromisedPart:
    """A part that readers may expect, with what is known of it."""

    number: int
    title: str
    when: str


class Series(AddressedModel):
    """Several parts that belong together, in order; a part without a text can be announced."""

    title = models.CharField(_("title"), max_length=120, unique=True)
    description = models.TextField(_("description"), blank=True, max_length=500)
    promised_part = models.PositiveSmallIntegerField(
        _("part still to come"),
        null=True,
        blank=True,
        help_text=_("Its number, for instance 3. It disappears when that part is published."),
    )
    promised_title = models.CharField(_("its title"), max_length=160, blank=True)
    promised_when = models.CharField(
        _("expected"), max_length=60, blank=True, help_text=_("In words, for instance “in March”.")
    )

    class Meta(AddressedModel.Meta):
        ordering = ["title"]
        indexes = [word_index("series_by_word", "title")]
        verbose_name = _("series")
        verbose_name_plural = pgettext_lazy("plural", "series")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("series_detail", args=[self.slug])

    def promise(self, published: Collection[int | None]) -> PromisedPart | None:
        """Return the announced part, or None once it is among the numbers of the published ones."""
        if not self.promised_part or self.promised_part in published:
            return None
        return PromisedPart(self.promised_part, self.promised_title, self.promised_when)

    def published_parts(self) -> "ArticleQuerySet":
        """Return the parts that readers may see, in their order."""
        return (
            self.articles.published().only("title", "slug", "part").order_by("part", "publish_at")
        )

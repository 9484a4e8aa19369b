"""Topics: what an article is about."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coaching_site.models.former_addresses import AddressedModel


class Topic(AddressedModel):
    """A subject with a page that lists its articles; an article's first is its main one."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    description = models.TextField(_("description"), blank=True, max_length=500)

    class Meta(AddressedModel.Meta):
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("topic_detail", args=[self.slug])

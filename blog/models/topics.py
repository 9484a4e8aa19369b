"""Topics: what an article is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.article_names import TopicName
from coaching_site.compiled_queries import CompiledQuery
from coaching_site.http.addresses import address_of


class Topic(models.Model):
    """A subject with a page that lists its articles; an article's first is its main one."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    description = models.TextField(_("description"), blank=True, max_length=500)

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("topic_detail", self.slug)


_ALL_TOPICS = CompiledQuery(lambda: Topic.objects.values_list("name", "slug"))


def all_topics() -> list[TopicName]:
    """Return every topic by name, for a list beside the articles."""
    return [TopicName(*row) for row in _ALL_TOPICS()]

"""Addresses that readers knew an article by."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models.versions import ArticleVersion
from coaching_site.http.slugs import IS_SLUG, free_slug, take_turn
from coaching_site.rich_text.own_links import follow_address_of
from coaching_site.time.reach import moments_in_reach

if TYPE_CHECKING:
    from blog.models.articles import Article


class FormerSlugManager(models.Manager["FormerSlug"]):
    """Follows articles from address to address."""

    def follow(self, article: "Article", slug: str) -> None:
        """Keep the address that an article leaves for `slug`, if readers can know it.

        Called before the article is stored with it. An address that it returns to is no longer a
        former one; what a draft was called before anybody could read it is forgotten. Texts that
        link the article by number follow.
        """
        stored = type(article)._default_manager.only("slug", "publish_at").get(pk=article.pk)
        if stored.slug == slug:
            return
        follow_address_of(article)
        self.filter(article=article.pk, slug=slug).delete()
        if _was_seen(stored):
            self.get_or_create(slug=stored.slug, defaults={"article_id": article.pk})

    def numbers(self, slugs: Collection[str]) -> dict[str, int]:
        """Return the articles that had these slugs before."""
        return dict(self.filter(slug__in=slugs).values_list("slug", "article"))

    def free_slug(self, article: "Article", title: str) -> str:
        """Return an address made of a title that this article may have.

        Nobody else chooses one until the transaction ends.
        """
        take_turn()
        return free_slug(
            title,
            fallback="artikel",
            view_name="article_detail",
            taken=self.taken_from(article),
        )

    def taken_from(self, article: "Article") -> list[models.QuerySet[Any]]:
        """Return the rows whose `slug` this article may not have.

        Those are the addresses of the others: present, former, and of changes that wait for their
        moment.
        """
        waiting = ArticleVersion.objects.waiting()
        return [
            type(article).objects.exclude(pk=article.pk),
            self.exclude(article=article.pk),
            waiting.exclude(article=article.pk).annotate(slug=KT("content__slug")),
        ]

    def is_taken(self, slug: str, article: "Article") -> bool:
        """Tell whether another article has, had or is about to get this address."""
        return any(rows.filter(slug=slug).exists() for rows in self.taken_from(article))


class FormerSlug(models.Model):
    """A slug under which an article was public; it leads there for good and is never given away."""

    slug = models.SlugField(_("former address"), max_length=80, unique=True)
    article = models.ForeignKey(
        "blog.Article",
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        related_name="former_slugs",
    )
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = FormerSlugManager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [
            models.CheckConstraint(condition=IS_SLUG, name="formerslug_has_a_slug"),
            moments_in_reach("created_at"),
        ]

    def __str__(self) -> str:
        return self.slug


def _was_seen(article: "Article") -> bool:
    """Tell whether any reader could open the article at its present address, now or before."""
    now = timezone.now()
    if article.publish_at is not None and article.publish_at <= now:
        return True
    seen = article.versions.filter(published_at__lte=now, content__slug=article.slug)
    return seen.exists()

"""Who has an article open in the admin."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models.articles import Article
from coaching_site.accounts.models import User
from coaching_site.time.reach import moments_in_reach

# Four times as long as the browser leaves between two signs of life.
HERE_FOR = timedelta(minutes=1)
KEPT_FOR = timedelta(hours=1)


class PresenceQuerySet(models.QuerySet["Presence"]):
    """What is known of who has which article open: at most an hour old."""

    def here(self) -> Self:
        """Keep who gave a sign of life just now."""
        return self.filter(seen_at__gt=timezone.now() - HERE_FOR)

    def past_keeping(self) -> Self:
        """Keep what nobody needs to know any longer."""
        return self.filter(seen_at__lt=timezone.now() - KEPT_FOR)

    def beside(self, user: User, article: Article) -> Self:
        """Keep the others who have this article open, who came first in front."""
        others = self.here().filter(article=article).exclude(user=user)
        return others.select_related("user").order_by("opened_at")

    def see(self, user: User, article: Article) -> None:
        """Note a sign of life; the moment of opening stays what it was."""
        now = timezone.now()
        self.bulk_create(
            [self.model(article=article, user=user, opened_at=now, seen_at=now)],
            update_conflicts=True,
            unique_fields=["article", "user"],
            update_fields=["seen_at"],
        )


class Presence(models.Model):
    """Somebody with the form of an article open, as their browser said last."""

    article = models.ForeignKey("blog.Article", on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            moments_in_reach("opened_at", "seen_at"),
            models.UniqueConstraint(fields=["article", "user"], name="one_presence_each"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}, {self.article_id}"

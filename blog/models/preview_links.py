"""Links by which somebody without an account reads what is not public yet."""

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching_site.accounts.models import User
from coaching_site.http.addresses import absolute
from coaching_site.time.reach import moments_in_reach

if TYPE_CHECKING:
    from blog.models.articles import Article

VALID_FOR = timedelta(days=7)
# A point, since mail programs end a link at some other signs.
SIGNER = signing.Signer(sep=".", salt="blog.preview_link")


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    """The one gate: whatever it leaves out is, for who holds the link, like one that never was."""

    def open(self) -> Self:
        """Keep what still shows something: in time, not in the trash, not published since."""
        now = timezone.now()
        became_public = Q(
            article__changed_at__gt=F("created_at"),
            article__changed_at__lte=now,
        )
        in_time = self.filter(expires_at__gt=now, article__trashed_at=None)
        return in_time.exclude(became_public)

    def expired(self) -> Self:
        """Keep what will never show anything again."""
        return self.filter(expires_at__lte=timezone.now())

    def with_token(self, token: str) -> Self:
        """Keep the one with this token, or none."""
        try:
            return self.filter(pk=int(SIGNER.unsign(token)))
        except (signing.BadSignature, ValueError):
            return self.none()


class PreviewLink(models.Model):
    """A look at the newest version of one article, until it expires, is revoked or is published."""

    article = models.ForeignKey(
        "blog.Article",
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        related_name="preview_links",
    )
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    expires_at = models.DateTimeField(_("valid until"))

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        constraints = [moments_in_reach("created_at", "expires_at")]

    def __str__(self) -> str:
        return f"{self.article_id}, {self.expires_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("shared_preview", args=[SIGNER.sign(str(self.pk))])

    @property
    def whole_address(self) -> str:
        """Return the address as it is sent to somebody."""
        return absolute(self.get_absolute_url())

    @classmethod
    def make(cls, article: "Article", *, by: User) -> "PreviewLink":
        """Let whoever gets the link read the newest version of this article for a week."""
        return cls.objects.create(
            article=article, created_by=by, expires_at=timezone.now() + VALID_FOR
        )

"""Versions: every save of an article, whole."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.content import ArticleContent


class VersionOrigin(models.TextChoices):
    """How a version came about."""

    SAVED = "saved", _("saved")
    TIDIED = "tidied", _("tidied after pasting")
    AS_TYPED = "as_typed", _("left as it was typed")


class StaleVersionError(Exception):
    """Somebody saved a newer version than the one this text was written on."""

    def __init__(self, newest: "ArticleVersion") -> None:
        super().__init__(f"version {newest.number} is newer")
        self.newest = newest


class ArticleVersion(models.Model):
    """One state of an article as it was saved; it never changes afterwards."""

    article = models.ForeignKey(
        "blog.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    origin = models.CharField(
        _("origin"), max_length=10, choices=VersionOrigin, default=VersionOrigin.SAVED
    )
    created_at = models.DateTimeField(_("saved"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("saved by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["article", "-number"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="unique_version_number"),
        ]

    def __str__(self) -> str:
        return _("Version %(number)s of “%(title)s”") % {
            "number": self.number,
            "title": self.content.get("title", ""),
        }

    def read(self) -> ArticleContent:
        """Return the stored content as a value with types."""
        return ArticleContent.from_json(self.content)

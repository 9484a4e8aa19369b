"""Where comments are quoted, so that what leaves a comment leaves the quotes of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AskedQuote(models.Model):
    """One comment in one article; its words are not kept here, only by what they are known."""

    comment = models.ForeignKey("blog.Comment", on_delete=models.CASCADE, related_name="quotes")
    article = models.ForeignKey("blog.Article", on_delete=models.CASCADE, related_name="quotes")
    digest = models.CharField(max_length=64, editable=False)

    class Meta:
        default_permissions = ()
        verbose_name = _("quote of a comment")
        verbose_name_plural = _("quotes of comments")
        constraints = [
            models.UniqueConstraint(fields=["comment", "article"], name="one_quote_in_an_article")
        ]

    def __str__(self) -> str:
        return self.digest

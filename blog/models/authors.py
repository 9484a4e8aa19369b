"""Authors: who signs an article."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coaching_site.models.former_addresses import AddressedModel


class Author(AddressedModel):
    """A person whose name stands above an article; a guest has no account."""

    name = models.CharField(_("name"), max_length=120)
    photo = models.ForeignKey(
        "blog.Image",
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    bio = models.TextField(
        _("about the author"),
        blank=True,
        max_length=1_000,
        help_text=_("Two or three sentences, shown below the articles."),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="author",
        help_text=_("Empty for a guest author."),
    )

    class Meta(AddressedModel.Meta):
        ordering = ["name"]
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("author_detail", args=[self.slug])

    @property
    def is_guest(self) -> bool:
        """Tell whether this author writes here without an account."""
        return self.user_id is None

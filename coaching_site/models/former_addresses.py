"""Addresses under which something was found before; whoever kept one is led to the present one."""

from collections.abc import Collection
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from coaching_site.http.slugs import IS_SLUG
from coaching_site.rich_text.own_links import follow_address_of


class FormerAddress(models.Model):
    """A path that led to a row before its slug was changed; articles keep theirs in the blog."""

    path = models.CharField(_("former address"), max_length=200, unique=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey()

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")

    def __str__(self) -> str:
        return self.path


class AddressedModel(models.Model):
    """A row with a public page; when its slug changes, the old address leads to the new one."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(condition=IS_SLUG, name="%(class)s_has_a_slug")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Remember the address that is left, and forget the one that is gone back to.

        Texts that link here by number follow.
        """
        with transaction.atomic():
            stored = type(self)._default_manager.only("slug").filter(pk=self.pk).first()
            super().save(*args, **kwargs)
            if stored is None or stored.get_absolute_url() == self.get_absolute_url():
                return
            follow_address_of(self)
            FormerAddress.objects.filter(path=self.get_absolute_url()).delete()
            FormerAddress.objects.update_or_create(
                path=stored.get_absolute_url(),
                defaults={
                    "content_type": ContentType.objects.get_for_model(self),
                    "object_id": self.pk,
                },
            )

    def get_absolute_url(self) -> str:
        raise NotImplementedError

    @classmethod
    def formerly(cls, slugs: Collection[str]) -> dict[str, int]:
        """Return the rows whose addresses had these slugs before, in one query."""
        slug_of = {cls(slug=slug).get_absolute_url(): slug for slug in slugs}
        kind = ContentType.objects.get_for_model(cls)
        found = FormerAddress.objects.filter(content_type=kind, path__in=slug_of)
        return {slug_of[path]: pk for path, pk in found.values_list("path", "object_id")}

"""The abstract model of a text that is rendered when it is saved."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from coaching_site.rich_text.rendering.renderer import RENDERER_VERSION, render


class RenderedText(models.Model):
    """A text as an editor wrote it (`body`) and as readers get it: showing costs no parsing."""

    body = models.TextField(_("text"), blank=True)
    body_html = models.TextField(editable=False, blank=True)
    renderer_version = models.PositiveSmallIntegerField(editable=False, default=0)

    may_hold_blocks: ClassVar[bool] = True

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Render the text that is stored."""
        self.body_html = render(self.body, may_hold_blocks=self.may_hold_blocks).html
        self.renderer_version = RENDERER_VERSION
        if update_fields is not None and "body" in update_fields:
            update_fields = {*update_fields, *RENDERED_FIELDS}
        super().save(*args, update_fields=update_fields, **kwargs)

    def save_rendering(self) -> None:
        """Store what is made of the text now, and nothing else that may have changed meanwhile."""
        self.save(update_fields=RENDERED_FIELDS)


RENDERED_FIELDS = ("body_html", "renderer_version")


def models_with_texts() -> list[type[RenderedText]]:
    """Return every model with a text, whichever app it is of."""
    return [model for model in apps.get_models() if issubclass(model, RenderedText)]

"""Models with a text that is rendered when it is saved."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from coaching_site.rich_text.rendering import render


class RenderedText(models.Model):
    """A text as an editor wrote it (`body`) and as readers get it: showing costs no parsing."""

    body = models.TextField(_("text"), blank=True)
    body_html = models.TextField(editable=False, blank=True)

    may_hold_blocks: ClassVar[bool] = True

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Render the text that is stored."""
        self.body_html = render(self.body, may_hold_blocks=self.may_hold_blocks).html
        if update_fields is not None and "body" in update_fields:
            update_fields = {*update_fields, "body_html"}
        super().save(*args, update_fields=update_fields, **kwargs)

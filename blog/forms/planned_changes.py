"""What an author says about a change: when readers get it."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Article, ArticleState, ArticleVersion
from coaching_site.forms.moments import MomentField
from coaching_site.versions.forms import VersionedForm

# Between this look at the clock and the end of saving the moment may not pass.
A_MOMENT = timedelta(seconds=10)
# What the button that publishes says to leave a moment in the form for what it is.
NOW = "now"


class PlannedChangeForm(VersionedForm):
    """The field of an article's form that is no part of its content.

    `change_at` is there for a live article only, and shows the change that waits; it counts when
    the button is pressed that publishes.
    """

    change_at = MomentField(
        label=_("put these changes live at"),
        folded=True,
        required=False,
        help_text=_("Leave empty to publish now. Until then readers keep the text they see."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting: ArticleVersion | None = None
        if self.instance.pk is None or self.instance.state != ArticleState.LIVE:
            del self.fields["change_at"]
            return
        self.waiting = self.instance.waiting_change
        if self.waiting:
            self.initial["change_at"] = self.waiting.go_live_at

    def clean(self) -> dict[str, Any]:
        """Refuse moments at which a change to a live article would come to nothing or hide it."""
        cleaned = self.cleaned_data
        if self.data.get("_publish") == NOW:
            cleaned.pop("change_at", None)
        if "_publish" in self.data and "change_at" in self.fields:
            self._check_publish_at(cleaned.get("publish_at"))
            if change_at := cleaned.get("change_at"):
                self._check_change_at(change_at, cleaned.get("end_at"))
        return super().clean()

    def _check_publish_at(self, publish_at: datetime | None) -> None:
        if publish_at and publish_at > timezone.now():
            words = _(
                "Readers see this article now, and would lose it until then. To change it later, "
                "choose the moment at “put these changes live at”."
            )
            self.add_error("publish_at", ValidationError(words, code="gap"))

    def _check_change_at(self, change_at: datetime, end_at: datetime | None) -> None:
        if change_at <= timezone.now() + A_MOMENT:
            self.add_error("change_at", ValidationError(_("This moment has passed."), code="past"))
        if end_at and end_at <= change_at:
            words = _("The article is gone by the time the changes go live.")
            self.add_error("end_at", ValidationError(words, code="order"))
        # Locked until the change is stored: nobody takes it offline in between.
        self.instance.lock()
        if not Article.objects.published().filter(pk=self.instance.pk).exists():
            words = _("Readers do not see this article now.")
            self.add_error("change_at", ValidationError(words, code="not_live"))

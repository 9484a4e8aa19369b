"""Contact: what can be asked for, and who asked."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from coaching_site.admin.waiting import filtered_changelist, register_waiting
from coaching_site.slots import fill_slot


class ContactConfig(AppConfig):
    """Offers and inquiries."""

    name = "contact"
    verbose_name = _("Contact")

    def ready(self) -> None:
        """Take the place at the end of articles, and a line on the admin home."""
        # Models can be imported only now that every app is loaded.
        from contact.article_end import offers_at_the_end  # noqa: PLC0415
        from contact.waiting import count_overdue, count_unanswered  # noqa: PLC0415

        fill_slot("article_end", offers_at_the_end)
        register_waiting(
            ngettext_lazy(
                "%(count)d request past its answer date",
                "%(count)d requests past their answer date",
                "count",
            ),
            count=count_overdue,
            address=filtered_changelist("contact.Inquiry", answer="overdue"),
            permission="contact.view_inquiry",
            order=10,
            urgent=True,
        )
        register_waiting(
            ngettext_lazy("%(count)d request to answer", "%(count)d requests to answer", "count"),
            count=count_unanswered,
            address=filtered_changelist("contact.Inquiry", answer="waiting"),
            permission="contact.view_inquiry",
            order=10,
        )

"""The blog: articles and what is said about them."""

from django.apps import AppConfig, apps
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from coaching_site.admin.waiting import filtered_changelist, register_waiting


class BlogConfig(AppConfig):
    """Articles, versions, authors, topics, series, pictures and comments."""

    name = "blog"
    verbose_name = _("Articles and comments")

    def ready(self) -> None:
        """Tell the admin home how many comments wait."""
        register_waiting(
            ngettext_lazy("%(count)d comment waits", "%(count)d comments wait", "count"),
            count=_pending_comments,
            address=filtered_changelist("blog.Comment"),
            permission="blog.change_comment",
            order=20,
        )


def _pending_comments(request: HttpRequest) -> int:
    """Count what nobody decided on; models do not exist yet when this module is loaded."""
    return apps.get_model("blog", "Comment").objects.pending().count()

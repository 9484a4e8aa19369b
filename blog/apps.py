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
        """Tell the admin home which comments and articles wait."""
        register_waiting(
            ngettext_lazy("%(count)d comment waits", "%(count)d comments wait", "count"),
            count=_pending_comments,
            address=filtered_changelist("blog.Comment"),
            permission="blog.change_comment",
            order=20,
        )
        register_waiting(
            ngettext_lazy("%(count)d draft", "%(count)d drafts", "count"),
            count=lambda request: apps.get_model("blog", "Article").objects.drafts().count(),
            address=filtered_changelist("blog.Article", state="draft"),
            permission="blog.view_article",
            order=50,
        )
        register_waiting(
            ngettext_lazy("%(count)d scheduled article", "%(count)d scheduled articles", "count"),
            count=lambda request: apps.get_model("blog", "Article").objects.scheduled().count(),
            address=filtered_changelist("blog.Article", state="scheduled"),
            permission="blog.view_article",
            order=60,
        )


def _pending_comments(request: HttpRequest) -> int:
    """Count what nobody decided on; models do not exist yet when this module is loaded."""
    return apps.get_model("blog", "Comment").objects.pending().count()

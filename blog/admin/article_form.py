"""The page on which an article is written: the text wide, the rest in folds beside it."""

from typing import Any, cast

from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import AdminForm
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from blog.admin.article_groups import GROUPS, WRITING
from blog.forms.articles import ArticleForm
from blog.models import Article, ArticleVersion, VersionOrigin


class ArticleFormMixin(ModelAdmin):
    """Puts the page together; the other mixins add to it through `form_context`.

    Each part of the page has a template of its own in templates/admin/blog/article/, which gets
    `article` (None while it is new), `newest` (its last version), `can_publish`, `time_zone` and
    what `form_context` holds under the name of that template, without its underscore:

    - above the form: `_presence`, `_waiting_change`, `_local_draft`, `_differences`
    - in the bar of buttons: `_state`, `_kept_here`; in its menu: `_actions`, `_history_actions`
    - below the fields of a fold: what its `Group` names as `template`
    """

    fieldsets = [
        (None, {"fields": fields}) for fields in (WRITING, *(group.fields for group in GROUPS))
    ]

    def form_context(
        self, request: HttpRequest, article: Article | None, newest: ArticleVersion | None
    ) -> dict[str, Any]:
        """Return what the parts need, by the name of the part; a mixin adds to what super gives."""
        return {
            "can_publish": self.has_publish_permission(request),
            "can_undo_tidying": newest is not None and newest.origin == VersionOrigin.TIDIED,
            "time_zone": timezone.get_current_timezone_name(),
        }

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Tell whether this person decides what readers see."""
        return request.user.has_perm("blog.publish_article")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Hand each part of the page what it needs."""
        article: Article | None = context["original"]
        adminform: AdminForm = context["adminform"]
        form = cast("ArticleForm", adminform.form)
        newest = form.newest
        writing, *rest = adminform
        context |= {
            "newest": newest,
            "writing": writing,
            "groups": list(zip(GROUPS, rest, strict=True)),
            "differences": form.differences,
            **self.form_context(request, article, newest),
        }
        return super().render_change_form(request, context, *args, **kwargs)

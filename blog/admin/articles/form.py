"""The page on which an article is written: the text wide, the rest in folds beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import AdminForm
from django.forms import ModelForm, MultiWidget
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext

from blog.admin.articles.groups import GROUPS, WRITING
from blog.admin.articles.script_words import form_words
from blog.forms.articles import ArticleForm
from blog.models import Article, ArticleVersion
from blog.publishing.remarks import remarks_on
from coaching_site.accounts.models import User
from coaching_site.accounts.signed_in import account_of
from coaching_site.time.moments import in_short


@dataclass(frozen=True, slots=True)
class FormError:
    """What is wrong with a field, and the id of the control in which it is mended."""

    label: str
    target: str
    message: str


class ArticleFormMixin(ModelAdmin):
    """Puts the page together; the other mixins add to it through `form_context`.

    Each part of the page has a template of its own in templates/admin/blog/article/, which gets
    `article` (None while it is new), `newest` (its last version), `can_publish` and what
    `form_context` holds under the name of that template, without its underscore:

    - above the form: `_presence`, `_waiting_change`, `_differences`
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
            "can_undo_tidying": newest is not None and newest.typed_before_tidying is not None,
            "saved": saved_in_words(newest, account_of(request)) if newest else "",
            "remarks": remarks_on(newest.read()) if newest else [],
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
        writing, *rest = adminform
        parts = self.form_context(request, article, form.newest)
        context |= parts | {
            "newest": form.newest,
            "words": form_words(article, str(context["site_title"])),
            "writing": writing,
            "groups": [
                (group, fieldset, parts.get(group.key))
                for group, fieldset in zip(GROUPS, rest, strict=True)
            ],
            "differences": form.differences,
            "field_errors": list(errors_of(form)),
        }
        return super().render_change_form(request, context, *args, **kwargs)


def errors_of(form: ModelForm) -> Iterator[FormError]:
    """Yield what is wrong with the fields, in the order in which they stand in the form."""
    names = (*WRITING, *(name for group in GROUPS for name in group.fields))
    for bound in (form[name] for name in names if name in form.errors):
        is_split = isinstance(bound.field.widget, MultiWidget)
        target = f"{bound.auto_id}_0" if is_split else bound.auto_id
        for message in bound.errors:
            yield FormError(capfirst(str(bound.label)), target, str(message))


def saved_in_words(version: ArticleVersion, reader: User | None) -> str:
    """Return when a version was saved, and by whom if that was somebody else than the reader."""
    moment = in_short(version.created_at)
    if version.created_by in {None, reader}:
        return gettext("Saved %(moment)s") % {"moment": moment}
    return gettext("Saved %(moment)s by %(name)s") % {"moment": moment, "name": version.created_by}

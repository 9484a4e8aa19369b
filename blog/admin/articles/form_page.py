"""The page on which an article is written: the text wide, the rest in folds beside it.

Each part of the page has a template of its own in templates/admin/blog/article/:

- above the form: `_presence`, `_waiting_change`, `_differences`
- in the bar of buttons: `_state`, `_kept_here`, `_remarks`
- in the menu of that bar: `_history_actions`, `_actions`
- beside the text: a `_fold` for each of `fieldsets.FOLDS`
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.admin.helpers import AdminForm
from django.forms import ModelForm, MultiWidget
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from blog.admin.articles.access import can_add, can_change, can_publish, can_throw_away
from blog.admin.articles.fieldsets import FOLDS, WRITING
from blog.admin.articles.pasted_pages import takeover_texts
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


def form_page(
    request: HttpRequest, adminform: AdminForm, article: Article | None, site_title: str
) -> dict[str, Any]:
    """Return what the templates need; `article` is None while it is new."""
    form = cast("ArticleForm", adminform.form)
    newest = form.newest
    writing, *beside = adminform
    return {
        "newest": newest,
        "writing": writing,
        "folds": list(zip(FOLDS, beside, strict=True)),
        "words": _script_texts(article, site_title)
        | {"takeover": takeover_texts(may_add_authors=request.user.has_perm("blog.add_author"))},
        "field_errors": list(errors_of(form)),
        "differences": form.differences,
        "waiting_change": article.waiting_change if article else None,
        "saved": saved_in_words(newest, account_of(request)) if newest else "",
        "remarks": remarks_on(newest.read()) if newest else [],
        "can_publish": can_publish(request.user),
        "can_undo_tidying": newest is not None and newest.typed_before_tidying is not None,
        "actions": article and _actions(request, article),
        "history_actions": {"previous": _number_before(newest)},
    }


def errors_of(form: ModelForm) -> Iterator[FormError]:
    """Yield what is wrong with the fields, in the order in which they stand in the form."""
    names = (*WRITING, *(name for fold in FOLDS for name in fold.fields))
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


def _actions(request: HttpRequest, article: Article) -> dict[str, bool]:
    """Tell the menu what this person may do with the article."""
    return {
        "can_share": can_change(request.user),
        "can_throw_away": can_throw_away(request.user, article),
        "can_duplicate": can_add(request.user),
    }


def _number_before(newest: ArticleVersion | None) -> int | None:
    """Return the number of the version there is to go back to."""
    if newest is None:
        return None
    versions = ArticleVersion.objects.filter(article=newest.article_id, number__lt=newest.number)
    return versions.order_by("-number").values_list("number", flat=True).first()


def _script_texts(article: Article | None, practice_name: str) -> dict[str, Any]:
    """Return what the scripts say: sentences with places such as `{count}`, parts of addresses."""
    return {
        "folds": {fold.key: {"fields": fold.words, "nothing": fold.nothing} for fold in FOLDS},
        "words": _both(lambda count: ngettext("{count} word", "{count} words", count)),
        "minutes": _both(
            lambda count: ngettext("{count} minute to read", "{count} minutes to read", count)
        ),
        "foldAway": gettext("Fold this column away"),
        "unfold": gettext("Show the settings"),
        "address": _address_texts(article),
        "previews": _preview_texts(practice_name),
    }


def _both(sentence: Callable[[int], str]) -> dict[str, str]:
    """Return both forms of a sentence that counts; the script puts the number in."""
    return {"one": sentence(1), "other": sentence(2)}


def _address_texts(article: Article | None) -> dict[str, Any]:
    return {
        "live": article.slug if article else "",
        "isPublic": bool(article and article.publish_at),
        "nameless": gettext("article"),
        "warning": gettext(
            "Once you publish this, the old address “{address}” leads here: links that people kept "
            "go on working."
        ),
    }


def _preview_texts(practice_name: str) -> dict[str, Any]:
    return {
        "site": practice_name,
        "host": urlsplit(settings.SITE_URL).netloc,
        "section": reverse("article_list").strip("/"),
        "standardImage": static("icons/social.png"),
        "untitled": gettext("Title"),
        "fits": gettext("{length} characters; about {limit} fit"),
        "tooLong": gettext("{length} characters: too long, about {limit} fit"),
    }

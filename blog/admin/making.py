"""Makes an author, topic or series where one is missed, so that nobody leaves the text for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blog.models import Author, Series, Topic
from coaching_site.admin_tools.views import log_addition
from coaching_site.forms.fields import SingleLineField
from coaching_site.http.slugs import free_slug, take_turn


@dataclass(frozen=True, slots=True)
class Kind:
    """What can be made by its name alone, and the words of the choice that makes it."""

    model: Any
    name_field: str
    words: Promise | str
    fallback: str

    @property
    def max_length(self) -> int:
        return int(self.model._meta.get_field(self.name_field).max_length)


KINDS = {
    "bylines": Kind(Author, "name", _("Make “{name}” as an author"), "auteur"),
    "chosen_topics": Kind(Topic, "name", _("Make “{name}” as a topic"), "thema"),
    "series": Kind(Series, "title", _("Make “{name}” as a series"), "serie"),
}


@require_POST
def make_named(request: HttpRequest, field: str) -> JsonResponse:
    """Make what the field chooses from, by `name`; one that has this name already is that one."""
    kind = KINDS.get(field)
    if kind is None:
        raise Http404
    if not _may_make(request, kind):
        raise PermissionDenied
    try:
        name = SingleLineField(max_length=kind.max_length).clean(request.POST.get("name", ""))
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=400)
    row = _made(request, kind, name)
    return JsonResponse({"id": row.pk, "text": str(row)})


@transaction.atomic
def _made(request: HttpRequest, kind: Kind, name: str) -> Any:
    """Return the row with a name, made where there is none; a double click makes one."""
    take_turn()
    row = kind.model.objects.filter(**{f"{kind.name_field}__iexact": name}).first()
    if row is None:
        row = kind.model.objects.create(**{kind.name_field: name, "slug": _slug(kind, name)})
        log_addition(request, row, "")
    return row


def numbers_of_authors(names: Sequence[str]) -> dict[str, int]:
    """Return the authors that have these names, however they are capitalised."""
    found = {name: Author.objects.filter(name__iexact=name).first() for name in names}
    return {name: author.pk for name, author in found.items() if author}


def offer_to_make(request: HttpRequest, form: Any) -> None:
    """Let the search boxes of the form offer to make what they do not find, to who may."""
    for field, kind in KINDS.items():
        if field not in form.fields or not _may_make(request, kind):
            continue
        widget = form.fields[field].widget
        # Django wraps a single choice in a frame of its own.
        box = getattr(widget, "widget", widget)
        box.attrs |= {
            "data-tags": "true",
            "data-make": reverse("admin:blog_article_make", args=[field]),
            "data-make-words": kind.words,
            "data-make-failed": _("It could not be made. Is there a connection?"),
        }


def _may_make(request: HttpRequest, kind: Kind) -> bool:
    meta = kind.model._meta
    return bool(request.user.has_perm(f"{meta.app_label}.add_{meta.model_name}"))


def _slug(kind: Kind, name: str) -> str:
    view = f"{kind.model._meta.model_name}_detail"
    return free_slug(name, fallback=kind.fallback, view_name=view, taken=[kind.model.objects.all()])

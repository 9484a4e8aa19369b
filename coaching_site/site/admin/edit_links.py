"""Where the page that somebody looks at is written, for who may write it.

Pages come from a cache that everybody shares, so that a script asks; static/js/edit_link.js.
"""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, JsonResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from blog.models import Article, Author, Series, Topic
from coaching_site.models import Page, SiteSettings
from contact.models import Offer

# By the name of the address; what it captures finds the row.
WRITTEN: dict[str, type[Model]] = {
    "home": SiteSettings,
    "article_detail": Article,
    "author_detail": Author,
    "topic_detail": Topic,
    "series_detail": Series,
    "page_detail": Page,
    "offer_detail": Offer,
}


@require_safe
@never_cache
def edit_link(request: HttpRequest) -> JsonResponse:
    """Return the link for the page at `?path=`, empty for none; whoever is a stranger hears so."""
    if not admin.site.has_permission(request):
        return JsonResponse({"works_here": False})
    address = _edit_address(request, request.GET.get("path", ""))
    return JsonResponse({"works_here": True, "address": address, "words": gettext("Edit")})


def _edit_address(request: HttpRequest, path: str) -> str:
    try:
        found = resolve(path)
    except Resolver404:
        return ""
    model = WRITTEN.get(found.url_name or "")
    row = _row(model, found.kwargs) if model else None
    if row is None or not admin.site.get_model_admin(type(row)).has_change_permission(request, row):
        return ""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def _row(model: type[Model], captured: dict[str, Any]) -> Model | None:
    return model._default_manager.filter(**captured).first()

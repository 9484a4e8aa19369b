"""Choosing the moment at which somebody of the practice looks at the site."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext

from blog.admin.articles.access import can_view, requires
from blog.forms.future import FutureMomentForm
from blog.models import Article, ArticleVersion
from blog.publishing.future import choose_moment, chosen_moment, return_to_now
from coaching_site.admin_tools.clean_input import KEY
from coaching_site.admin_tools.views import render_in_admin

PLANS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Plan:
    """Something that readers will see change by itself."""

    moment: datetime
    words: str


@requires(can_view)
def future(request: HttpRequest) -> HttpResponse:
    """Ask for a moment, and open the site as at that moment; or go back to now."""
    if "end" in request.POST:
        return_to_now(request)
        messages.success(request, gettext("You see the site as it is now again."))
        return redirect("admin:blog_article_future")
    article = _led_here(request)
    initial = {"moment": article.publish_at if article else None}
    form = FutureMomentForm(_typed(request), initial=initial)
    if form.is_valid():
        choose_moment(request, form.cleaned_data["moment"])
        return redirect(article or "home")
    context = {
        "title": gettext("The site at another moment"),
        "form": form,
        "media": Media(js=["admin/js/core.js"]) + form.media,
        "plans": planned(),
        "chosen": chosen_moment(request),
    }
    return render_in_admin(request, "admin/blog/article/future.html", Article, context)


def planned() -> list[Plan]:
    """Return what appears, changes and disappears by itself from now on, soonest first."""
    articles = Article.objects.outside_trash().exclude(publish_at=None)
    changes = ArticleVersion.objects.waiting()
    plans = chain(
        _next(articles, "publish_at", "title", gettext("“%(title)s” appears")),
        _next(articles, "end_at", "title", gettext("“%(title)s” disappears")),
        _next(changes, "go_live_at", "article__title", gettext("“%(title)s” changes")),
    )
    return sorted(plans, key=lambda plan: plan.moment)[:PLANS_SHOWN]


def _next(rows: QuerySet[Any], moment: str, title: str, words: str) -> Iterator[Plan]:
    """Yield what comes next of one kind."""
    ahead = rows.filter(**{f"{moment}__gt": timezone.now()}).order_by(moment)
    for at, name in ahead.values_list(moment, title)[:PLANS_SHOWN]:
        yield Plan(at, words % {"title": name})


def _typed(request: HttpRequest) -> dict[str, Any] | None:
    """Return what was chosen: a plan by its button, or a day and a time."""
    if request.method != "POST":
        return None
    try:
        planned_moment = parse_datetime(request.POST.get("plan", ""))
        if planned_moment is None or timezone.is_naive(planned_moment):
            return request.POST
        parts = FutureMomentForm().fields["moment"].widget.decompress(planned_moment)
    except (ValueError, OverflowError):
        return request.POST
    return {f"moment_{number}": part for number, part in enumerate(parts)}


def _led_here(request: HttpRequest) -> Article | None:
    """Return the scheduled article whose page had the link to this one."""
    key = request.GET.get("article", "")
    return Article.objects.scheduled().filter(pk=key).first() if KEY.fullmatch(key) else None

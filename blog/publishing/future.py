"""The whole site as it will be at a moment, for the one who asked to see that; nothing is stored.

The moment stands in the session of a member of staff. Readers have no session, so their requests
cost nothing and stay the same for everyone.
"""

from datetime import datetime
from http import HTTPStatus

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.dateparse import parse_datetime

from blog.models import ArticleVersion
from coaching_site.http.middleware import Handler
from coaching_site.outages.middleware import database_is_stuck
from coaching_site.time.clock import shown_at

SESSION_KEY = "site_shown_at"
PERMISSION = "blog.view_article"
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class FutureMomentMiddleware:
    """Answers each page as at the chosen moment; the admin and shared previews keep to now."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        moment = chosen_moment(request) if _may_be_shifted(request) else None
        if moment is None:
            return self.get_response(request)
        response = self._show(request, moment)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex"
        return response

    def _show(self, request: HttpRequest, moment: datetime) -> HttpResponse:
        """Answer in a transaction that is rolled back: nothing is stored at a pretended moment."""
        with transaction.atomic(), shown_at(moment):
            if request.method not in SAFE_METHODS:
                return render(request, "blog/future_refused.html", status=HTTPStatus.FORBIDDEN)
            put_waiting_changes_live(moment)
            response = self.get_response(request)
            transaction.set_rollback(True)
        return response


def chosen_moment(request: HttpRequest) -> datetime | None:
    """Return the moment that this person chose, while it lies ahead and they may see drafts."""
    chosen = parse_datetime(request.session.get(SESSION_KEY, ""))
    if chosen is None or chosen <= timezone.now():
        return None
    user = request.user
    return chosen if user.is_active and user.is_staff and user.has_perm(PERMISSION) else None


def choose_moment(request: HttpRequest, moment: datetime) -> None:
    """Show this person the site as at that moment from now on."""
    request.session[SESSION_KEY] = moment.isoformat()


def return_to_now(request: HttpRequest) -> None:
    """Show this person the site as everybody sees it."""
    request.session.pop(SESSION_KEY, None)


def put_waiting_changes_live(moment: datetime) -> None:
    """Publish what waits until then, each at its own moment; the caller rolls it back."""
    waiting = ArticleVersion.objects.filter(go_live_at__lte=moment).order_by("go_live_at")
    for change in waiting.select_related("article"):
        if change.go_live_at:
            with shown_at(change.go_live_at):
                change.article.put_change_live()


def _may_be_shifted(request: HttpRequest) -> bool:
    """Tell whether this could be somebody who chose a moment, on a page that follows it."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or database_is_stuck(request):
        return False
    previews = reverse("shared_preview", args=["-"]).removesuffix("-/")
    fixed = (reverse("admin:index"), reverse("account_index"), previews, settings.MEDIA_URL)
    return not request.path.startswith(fixed)

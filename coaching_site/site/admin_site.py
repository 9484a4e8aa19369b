"""The admin of the practice."""

from collections.abc import Iterable
from functools import wraps
from typing import Any

from allauth.account.decorators import secure_admin_login
from allauth.account.views import logout as account_logout
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from django.apps import apps
from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import BadRequest
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import gettext_lazy as _

from coaching_site.accounts.session_state import session_state, signed_in_again
from coaching_site.admin_tools.local_drafts import saved_copies
from coaching_site.site.admin_order import MODELS, NEXT_STEPS, in_order
from coaching_site.waiting import what_waits

ACTIVITY_LENGTH = 8
LAST_YEAR = 9998


class CoachingAdminSite(AdminSite):
    """Django's admin, opened with what waits for an answer."""

    index_title = _("What waits for you")
    index_template = "admin/home.html"
    empty_value_display = "–"

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[ModelAdmin] | None = None,
        **options: Any,
    ) -> None:
        """Take the practice's own models; what libraries register of theirs is left out."""
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        known = [model for model in models if model._meta.app_label in MODELS]
        super().register(known, admin_class, **options)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Put the practice's name above every page."""
        name = apps.get_model("coaching_site", "SiteSettings").load().practice_name
        return super().each_context(request) | {"site_header": name, "site_title": name}

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Refuse years that no calendar has; Django's lists would break on them."""
        protected = super().admin_view(view, cacheable)

        @wraps(protected)
        def show(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            for name in request.GET:
                if name.endswith("__year") and _is_no_year(request.GET.get(name, "")):
                    raise BadRequest("A year that no calendar has.")
            answer: HttpResponse = protected(request, *args, **kwargs)
            return answer

        return show

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Add what an open form asks about the session, also when there is none any more."""
        return [
            path("session/", session_state, name="session_state"),
            path("session/again/", self.admin_view(signed_in_again), name="signed_in_again"),
            *super().get_urls(),
        ]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        return in_order(self._build_app_dict(request, app_label))

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Say in words what waits, then offer the likely next steps."""
        home = {
            "waiting": what_waits(request),
            "next_steps": self._next_steps(request),
            "activity": self._activity(request),
            "needs_second_factor": self._needs_second_factor(request),
            "local_drafts": {"user": request.user.pk, "saved": saved_copies(request)},
        }
        return super().index(request, home | (extra_context or {}))

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send to the one sign-in page; an account without access is told so, not sent round."""
        if request.user.is_authenticated and not self.has_permission(request):
            return render(request, "account/no_access.html", status=403)
        return secure_admin_login(lambda request: redirect("admin:index"))(request)  # type: ignore[no-any-return]

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return account_logout(request)  # type: ignore[no-any-return]

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Change it in one place, where tries are limited."""
        return redirect("account_change_password")

    def _next_steps(self, request: HttpRequest) -> list[tuple[Any, str]]:
        """Return the labels and addresses of what this person may begin."""
        return [
            (label, reverse(view_name))
            for label, view_name, permission in NEXT_STEPS
            if request.user.has_perm(permission)
        ]

    def _activity(self, request: HttpRequest) -> QuerySet[LogEntry]:
        """Return what was changed last by anyone, in what this person may see."""
        seen = [
            model
            for model, model_admin in self._registry.items()
            if model_admin.has_view_permission(request)
        ]
        types = ContentType.objects.get_for_models(*seen).values()
        entries = LogEntry.objects.filter(content_type__in=types)
        return entries.select_related("user", "content_type")[:ACTIVITY_LENGTH]

    def _needs_second_factor(self, request: HttpRequest) -> bool:
        """Tell whether to suggest one; demo accounts are thrown away with the demo."""
        return settings.MODE != "demo" and not get_mfa_adapter().is_mfa_enabled(request.user)


def _is_no_year(text: str) -> bool:
    return text.isdecimal() and (len(text) > len(str(LAST_YEAR)) or int(text) > LAST_YEAR)

"""The admin of the practice."""

from collections.abc import Iterable
from typing import Any

from allauth.account.decorators import secure_admin_login
from allauth.account.views import logout as account_logout
from django.apps import apps
from django.contrib import admin
from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, URLResolver, path

from coaching_site.accounts.session_state import session_state, signed_in_again
from coaching_site.admin_tools.typed_moments import typed_moment
from coaching_site.personal_data.views import personal_data
from coaching_site.rich_text.editor.links import link_choices
from coaching_site.rich_text.editor.pasting import tidy_paste
from coaching_site.site.admin.edit_links import edit_link
from coaching_site.site.admin.home import home
from coaching_site.site.admin.order import MODELS, in_order


class CoachingAdminSite(AdminSite):
    """Django's admin, opened with what waits for an answer."""

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

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Put our own pages before Django's of the same names.

        An open form asks about the session, also when there is none any more; so does a page of the
        site in the browser of who works here.
        """
        view = self.admin_view
        return [
            path("", view(home), name="index"),
            path("login/", sign_in, name="login"),
            path("logout/", view(account_logout), name="logout"),
            path("password_change/", view(change_password), name="password_change"),
            path("edit-link/", edit_link, name="edit_link"),
            path("session/", session_state, name="session_state"),
            path("moment/", view(typed_moment), name="typed_moment"),
            path("paste/", view(tidy_paste), name="tidy_paste"),
            path("personal-data/", view(personal_data), name="personal_data"),
            path("links/", view(link_choices), name="link_choices"),
            path("session/again/", view(signed_in_again), name="signed_in_again"),
            *super().get_urls(),
        ]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        found = super().get_app_list(request, app_label)
        return in_order({app["app_label"]: app for app in found})


def sign_in(request: HttpRequest) -> HttpResponse:
    """Send to the one sign-in page; an account without access is told so, not sent round."""
    if request.user.is_authenticated and not admin.site.has_permission(request):
        return render(request, "account/no_access.html", status=403)
    answer: HttpResponse = secure_admin_login(_to_index)(request)
    return answer


def change_password(request: HttpRequest) -> HttpResponse:
    """Change it in one place, where tries are limited."""
    return redirect("account_change_password")


def _to_index(request: HttpRequest) -> HttpResponse:
    return redirect("admin:index")

"""The first page of the admin: what waits for an answer, likely next steps, the last articles."""

from typing import Any

from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.conversations.news import comment_news
from blog.publishing.recent import recent_articles
from coaching_site.admin_tools.local_drafts import saved_copies
from coaching_site.site.admin.order import NEXT_STEPS
from coaching_site.waiting import what_waits


def home(request: HttpRequest) -> HttpResponse:
    """Say in words what waits, then offer the likely next steps."""
    context = {
        **admin.site.each_context(request),
        "title": _("What waits for you"),
        "subtitle": None,
        "app_list": admin.site.get_app_list(request),
        "waiting": what_waits(request),
        "next_steps": next_steps(request),
        "comment_news": comment_news(request),
        "recent": recent_articles(request),
        "needs_second_factor": needs_second_factor(request),
        "local_drafts": {"user": request.user.pk, "saved": saved_copies(request)},
    }
    return render(request, "admin/home.html", context)


def next_steps(request: HttpRequest) -> list[tuple[Any, str]]:
    """Return the labels and addresses of what this person may begin."""
    return [
        (label, reverse(view_name))
        for label, view_name, permission in NEXT_STEPS
        if request.user.has_perm(permission)
    ]


def needs_second_factor(request: HttpRequest) -> bool:
    """Tell whether to suggest one; demo accounts are thrown away with the demo."""
    return settings.MODE != "demo" and not get_mfa_adapter().is_mfa_enabled(request.user)

"""The first page of the admin: what waits for an answer, likely next steps, what changed last."""

from typing import Any

from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coaching_site.admin_tools.local_drafts import saved_copies
from coaching_site.site.admin_order import NEXT_STEPS
from coaching_site.waiting import what_waits

ACTIVITY_LENGTH = 8


def home(request: HttpRequest) -> HttpResponse:
    """Say in words what waits, then offer the likely next steps."""
    context = {
        **admin.site.each_context(request),
        "title": _("What waits for you"),
        "subtitle": None,
        "app_list": admin.site.get_app_list(request),
        "waiting": what_waits(request),
        "next_steps": next_steps(request),
        "activity": activity(request),
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


def activity(request: HttpRequest) -> QuerySet[LogEntry]:
    """Return what was changed last by anyone, in what this person may see."""
    site = admin.site
    seen = [
        model
        for model in apps.get_models()
        if site.is_registered(model) and site.get_model_admin(model).has_view_permission(request)
    ]
    types = ContentType.objects.get_for_models(*seen).values()
    entries = LogEntry.objects.filter(content_type__in=types)
    return entries.select_related("user", "content_type")[:ACTIVITY_LENGTH]


def needs_second_factor(request: HttpRequest) -> bool:
    """Tell whether to suggest one; demo accounts are thrown away with the demo."""
    return settings.MODE != "demo" and not get_mfa_adapter().is_mfa_enabled(request.user)

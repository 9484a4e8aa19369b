"""What the practice's own views of the admin share: the page around them, and its log."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coaching_site.accounts.signed_in import account_of

type LogMessage = str | list[dict[str, Any]]


def render_in_admin(
    request: HttpRequest, template: str, model: type[Model], context: Mapping[str, Any]
) -> HttpResponse:
    """Show a page about rows of a model, with what surrounds every page of the admin."""
    around = {**admin.site.each_context(request), "opts": model._meta}
    return render(request, template, {**around, **context})


def log_addition(request: HttpRequest, row: Model, message: LogMessage) -> None:
    """Note who made a row, as Django's own forms do."""
    LogEntry.objects.log_actions(account_of(request).pk, [row], ADDITION, message)


def log_change(request: HttpRequest, row: Model, message: LogMessage) -> None:
    """Note who did what with a row, as Django's own forms do."""
    LogEntry.objects.log_actions(account_of(request).pk, [row], CHANGE, message)

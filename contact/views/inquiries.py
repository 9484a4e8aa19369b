"""Asking for coaching."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def inquiry_create(request: HttpRequest) -> HttpResponse:
    """Show the form in which somebody asks for coaching."""
    return render(request, "contact/inquiries/create.html")


@require_safe
def inquiry_thanks(request: HttpRequest) -> HttpResponse:
    """Say what happens next and when."""
    return render(request, "contact/inquiries/thanks.html")

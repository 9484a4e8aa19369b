"""Addresses below /reactie/: one comment, for who reads it, wrote it, or decides about it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

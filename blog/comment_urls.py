"""Addresses below /reactie/: one comment, for who reads it, wrote it, or decides about it."""

from django.urls import path

from blog.views.confirming import comment_confirm

urlpatterns = [
    path("bevestigen/<str:token>/", comment_confirm, name="comment_confirm"),
]

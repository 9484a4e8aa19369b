"""Addresses below /reactie/: one comment, for who reads it, wrote it, or decides about it."""

from django.urls import path

from blog.views.confirming import comment_confirm, comment_stop_answers

urlpatterns = [
    path("bevestigen/<str:token>/", comment_confirm, name="comment_confirm"),
    path("geen-mail/<str:token>/", comment_stop_answers, name="comment_stop_answers"),
]

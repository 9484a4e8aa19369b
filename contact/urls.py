"""Addresses of what can be asked for, and of asking."""

from django.urls import path

from contact.views import inquiries, offers

urlpatterns = [
    path("aanbod/", offers.offer_list, name="offer_list"),
    path("aanbod/<slug:slug>/", offers.offer_detail, name="offer_detail"),
    path("contact/", inquiries.inquiry_create, name="inquiry_create"),
    path("contact/vanuit-reactie/", inquiries.inquiry_from_comment, name="inquiry_from_comment"),
    path("contact/bedankt/", inquiries.inquiry_thanks, name="inquiry_thanks"),
]

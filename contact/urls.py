"""Addresses of what can be asked for, and of asking."""

from django.urls import path

from contact.views import examples, inquiries, offers, own_inquiries

urlpatterns = [
    path("aanbod/", offers.offer_list, name="offer_list"),
    path("aanbod/<slug:slug>/", offers.offer_detail, name="offer_detail"),
    path("contact/", inquiries.inquiry_create, name="inquiry_create"),
    path("contact/vanuit-reactie/", inquiries.inquiry_from_comment, name="inquiry_from_comment"),
    path("contact/bedankt/", inquiries.inquiry_thanks, name="inquiry_thanks"),
    path("contact/voorbeeld/<str:token>/", examples.example_own, name="example_own"),
    path("contact/jouw-vraag/", own_inquiries.inquiry_new_link, name="inquiry_new_link"),
    path("contact/jouw-vraag/<str:token>/", own_inquiries.inquiry_own, name="inquiry_own"),
    path(
        "contact/jouw-vraag/<str:token>/gegevens/",
        own_inquiries.inquiry_own_data,
        name="inquiry_own_data",
    ),
    path(
        "contact/jouw-vraag/<str:token>/gegevens.json",
        own_inquiries.inquiry_own_json,
        name="inquiry_own_json",
    ),
]

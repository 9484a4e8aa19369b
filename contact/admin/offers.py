"""Offers in the admin."""

from functools import partial

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import yesno
from django.utils.translation import gettext_lazy as _

from coaching_site.versions.admin.folds import FOR_COLLEAGUES, Fold, fieldsets_of
from coaching_site.versions.admin.previews import preview_of
from coaching_site.versions.admin.text_admin import TextAdmin
from coaching_site.versions.forms import AddressedForm
from contact.models import Offer, OfferContent, OfferVersion
from contact.views.offers import show_offer

WRITING = ("title", "summary", "body", "based_on")
FOLDS = (
    Fold(
        "offer-facts",
        _("What somebody wants to know first"),
        ("audience", "form", "duration", "price_line"),
        is_open=True,
        words=dict.fromkeys(("audience", "form", "duration", "price_line"), "{value}"),
        nothing=_("nothing filled in"),
    ),
    Fold(
        "offer-place",
        _("Place on the site"),
        ("slug", "order", "articles", "is_default"),
        is_open=True,
        template="admin/versions/_address.html",
        words={
            "slug": "/{value}/",
            "order": _("place {value}"),
            "articles": _("below articles: {count}"),
            "is_default": _("below all other articles"),
        },
        nothing=_("address made of the title"),
    ),
    FOR_COLLEAGUES,
)


class OfferForm(AddressedForm):
    """First what it is, then what somebody wants to know, then where it stands."""

    content_class = OfferContent
    # The facts may say it all.
    no_text = ""

    class Meta:
        model = Offer
        fields = OfferContent.names()
        # One line of words each, which a narrow window shows on several.
        widgets = {
            "title": forms.Textarea(attrs={"rows": 1}),
            "summary": forms.Textarea(attrs={"rows": 1}),
        }


@admin.register(Offer)
class OfferAdmin(TextAdmin):
    """Written as articles are; the order can be changed in the list as well."""

    form = OfferForm
    fieldsets = fieldsets_of(WRITING, FOLDS)
    folds = FOLDS
    list_display = ["title", "state_in_words", "audience", "order", "below_the_rest"]
    list_editable = ["order"]
    list_filter = ["is_visible"]
    search_fields = ["title", "summary", "body"]
    word_fields = (("title", "summary", "body"),)
    autocomplete_fields = ["articles"]

    @admin.display(description=Offer._meta.get_field("is_default").verbose_name)
    def below_the_rest(self, offer: Offer) -> str:
        return str(yesno(offer.is_default))

    def preview_response(
        self, request: HttpRequest, text: Offer, version: OfferVersion
    ) -> HttpResponse:
        return preview_of(self, text, version, partial(show_offer, request))

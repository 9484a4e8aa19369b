"""Offers in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from coaching_site.rich_text.editor.admin import RichTextAdmin
from contact.models import Offer


@admin.register(Offer)
class OfferAdmin(RichTextAdmin):
    """First what it is, then what somebody wants to know, then where it stands."""

    fieldsets = [
        (None, {"fields": ["title", "summary", "body"]}),
        (
            _("What somebody wants to know first"),
            {"fields": ["audience", "form", "duration", "price_line"]},
        ),
        (
            _("Place on the site"),
            {"fields": ["slug", "order", "is_visible", "articles", "is_default"]},
        ),
    ]
    list_display = ["title", "audience", "order", "is_visible", "is_default"]
    list_editable = ["order", "is_visible"]
    list_filter = ["is_visible"]
    search_fields = ["title", "summary", "body"]
    word_fields = (("title", "summary", "body"),)
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["articles"]

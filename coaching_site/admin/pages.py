"""Standing pages in the admin."""

from functools import partial

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from coaching_site.models import Page, PageContent, PageVersion
from coaching_site.site.pages import show_page
from coaching_site.versions.admin.folds import FOR_COLLEAGUES, Fold, fieldsets_of
from coaching_site.versions.admin.previews import preview_of
from coaching_site.versions.admin.text_admin import TextAdmin
from coaching_site.versions.forms import AddressedForm

WRITING = ("title", "summary", "body", "based_on")
FOLDS = (
    Fold(
        "page-place",
        _("Place on the site"),
        ("slug", "in_menu", "order"),
        is_open=True,
        template="admin/versions/_address.html",
        words={"slug": "/{value}/", "in_menu": _("in the menu"), "order": _("place {value}")},
        nothing=_("address made of the title"),
    ),
    FOR_COLLEAGUES,
)


class PageForm(AddressedForm):
    """Title and text first; where the page stands comes after."""

    content_class = PageContent

    class Meta:
        model = Page
        fields = PageContent.names()
        # One line of words each, which a narrow window shows on several.
        widgets = {
            "title": forms.Textarea(attrs={"rows": 1}),
            "summary": forms.Textarea(attrs={"rows": 1}),
        }


@admin.register(Page)
class PageAdmin(TextAdmin):
    """Written as articles are; order and menu can be changed in the list as well."""

    form = PageForm
    fieldsets = fieldsets_of(WRITING, FOLDS)
    folds = FOLDS
    list_display = ["title", "state_in_words", "slug", "in_menu", "order", "updated_at"]
    list_editable = ["in_menu", "order"]
    search_fields = ["title", "body"]
    word_fields = (("title", "body"),)

    def preview_response(
        self, request: HttpRequest, text: Page, version: PageVersion
    ) -> HttpResponse:
        return preview_of(self, text, version, partial(show_page, request))

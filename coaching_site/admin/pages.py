"""Standing pages in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from coaching_site.models import Page
from coaching_site.rich_text.editor.admin import RichTextAdmin


@admin.register(Page)
class PageAdmin(RichTextAdmin):
    """Title and text first; where the page stands comes after."""

    list_display = ["title", "slug", "in_menu", "order", "updated_at"]
    list_editable = ["in_menu", "order"]
    search_fields = ["title", "body"]
    word_fields = (("title", "body"),)
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (None, {"fields": ["title", "summary", "body"]}),
        (_("Place on the site"), {"fields": ["slug", "in_menu", "order"]}),
    ]

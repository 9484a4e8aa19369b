"""Authors, topics and series: what articles are arranged by."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from blog.forms.image_choice import image_field
from blog.models import Author, Series, Topic
from coaching_site.admin_tools.model_admin import SiteModelAdmin


class AuthorForm(forms.ModelForm):
    """The photo is chosen where it is seen."""

    photo = image_field(Author, "photo")


@admin.register(Author)
class AuthorAdmin(SiteModelAdmin):
    """Who signs; an account is only needed by who signs in."""

    form = AuthorForm
    fields = ["name", "slug", "photo", "bio", "user"]
    list_display = ["name", "user"]
    list_select_related = ["user"]
    search_fields = ["name"]
    word_fields = (("name",),)
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["user"]


@admin.register(Topic)
class TopicAdmin(SiteModelAdmin):
    """What an article is about."""

    fields = ["name", "slug", "description"]
    list_display = ["name", "description"]
    search_fields = ["name"]
    word_fields = (("name",),)
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Series)
class SeriesAdmin(SiteModelAdmin):
    """Articles in parts, and the part that readers may expect."""

    fieldsets = [
        (None, {"fields": ["title", "slug", "description"]}),
        (_("Announce a part"), {"fields": ["promised_part", "promised_title", "promised_when"]}),
    ]
    list_display = ["title", "promised_part", "promised_when"]
    search_fields = ["title"]
    word_fields = (("title",),)
    prepopulated_fields = {"slug": ["title"]}

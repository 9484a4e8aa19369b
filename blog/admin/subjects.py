"""Authors, topics and series: what articles are arranged by."""

from collections.abc import Iterable, Mapping

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from blog.forms.image_choice import image_field
from blog.models import Author, Series, Topic
from blog.uses.articles import articles_about, articles_by
from coaching_site.admin_tools.model_admin import SiteModelAdmin
from coaching_site.admin_tools.used_rows import UsedRowsMixin
from coaching_site.admin_tools.uses import Use, uses_found


class AuthorForm(forms.ModelForm):
    """The photo is chosen where it is seen."""

    photo = image_field(Author, "photo")


@admin.register(Author)
class AuthorAdmin(UsedRowsMixin):
    """Who signs; an account is only needed by who signs in."""

    form = AuthorForm
    fields = ["name", "slug", "photo", "bio", "user"]
    list_display = ["name", "user"]
    list_select_related = ["user"]
    search_fields = ["name"]
    word_fields = (("name",),)
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["user"]
    instead_of_deleting = _("Give these articles another author first.")

    def uses_of(self, rows: Iterable[Author]) -> Mapping[int, list[Use]]:
        return uses_found(rows, articles_by)


@admin.register(Topic)
class TopicAdmin(UsedRowsMixin):
    """What an article is about."""

    fields = ["name", "slug", "description"]
    list_display = ["name", "description"]
    search_fields = ["name"]
    word_fields = (("name",),)
    prepopulated_fields = {"slug": ["name"]}
    instead_of_deleting = _("Give these articles another topic first.")

    def uses_of(self, rows: Iterable[Topic]) -> Mapping[int, list[Use]]:
        return uses_found(rows, articles_about)


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

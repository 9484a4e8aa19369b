"""What every admin class of the site does alike: the classes that they are made of."""

from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db import DataError, models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from coaching_site.admin_tools.clean_input import (
    CLEAN_FIELDS,
    TolerantAutocomplete,
    TolerantAutocompleteMultiple,
)
from coaching_site.admin_tools.large_lists import EstimatingPaginator
from coaching_site.admin_tools.web_address import WebAddressInput
from coaching_site.database.word_search import with_words
from coaching_site.models.former_addresses import AddressedModel
from coaching_site.outages.time_limits import wait_for_nobody


class AllOrNone(admin.ModelAdmin):
    """Does what was asked of many rows with all of them, or with none, its lines in the log too."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        with transaction.atomic():
            return super().changelist_view(request, extra_context)


class PlainDeletion(admin.ModelAdmin):
    """Asks before it deletes, in things that somebody knows."""

    delete_confirmation_max_display = 20

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, ...]:
        """Leave out the rows that only join two others, which Django names like a table."""
        rows, counts, missing, protected = super().get_deleted_objects(objs, request)
        return without_joins(rows), counts, missing, protected


class TolerantList(admin.ModelAdmin):
    """Takes what nobody can look up, such as the year 0, as Django does other nonsense in a list.

    Django looks for it before it asks the database; Python and PostgreSQL object only when asked.
    """

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        try:
            return super().get_changelist_instance(request)
        except (ValueError, OverflowError, DataError) as error:
            raise IncorrectLookupParameters(error) from error


class SiteModelAdmin(TolerantList, AllOrNone, PlainDeletion):
    """Cleans what is typed, and lists and finds a million rows as quickly as ten.

    `word_fields` are the groups of columns that an index of words each has: they are searched by
    the beginnings of words. Without them a search goes as Django's does. A list of at most
    `rows_without_filters` is read sooner than narrowed: only filters in use stand above it.
    """

    formfield_overrides = CLEAN_FIELDS
    paginator = EstimatingPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    word_fields: tuple[tuple[str, ...], ...] = ()
    rows_without_filters = 0

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Keep the rows that have the words; no row comes twice."""
        if not self.word_fields:
            return super().get_search_results(request, queryset, search_term)
        if not search_term:
            return queryset, False
        return with_words(queryset, search_term, *self.word_fields), False

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Show around the end of a page's address where it begins."""
        if isinstance(db_field, models.SlugField) and issubclass(self.model, AddressedModel):
            kwargs["widget"] = WebAddressInput(self.model)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Name the fields in a list, whose labels stand above their column alone."""
        formset = super().get_changelist_formset(request, **kwargs)
        for field in formset.form.base_fields.values():
            field.widget.attrs["aria-label"] = capfirst(field.label)
        return formset

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = TolerantAutocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelMultipleChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = TolerantAutocompleteMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return self._with_context(request, super().add_view(request, form_url, extra_context))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        response = super().change_view(request, object_id, form_url, extra_context)
        return self._with_context(request, response)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete, or say at once that a mail about it is on its way (503), which takes a while."""
        wait_for_nobody()
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete all of them, or none and say so at once."""
        with transaction.atomic():
            wait_for_nobody()
            super().delete_queryset(request, queryset)

    def form_context(self, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
        """Return what the template of the form needs beside the `context` that Django gives it."""
        return {}

    def _with_context(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Add to a page with a form; a redirect and the page of an action have none."""
        context = response.context_data if isinstance(response, TemplateResponse) else None
        if context and "adminform" in context:
            context |= self.form_context(request, context)
        return response


def without_joins(rows: list[Any]) -> list[Any]:
    """Return the nested lines of a deletion, each “Kind: name”, without those of join tables."""
    models = apps.get_models(include_auto_created=True)
    joins = tuple(
        f"{capfirst(model._meta.verbose_name)}: " for model in models if model._meta.auto_created
    )
    kept: list[Any] = []
    for row in rows:
        if isinstance(row, list):
            kept += [inner] if (inner := without_joins(row)) else []
        elif not row.startswith(joins):
            kept.append(row)
    return kept

"""Writing and publishing a text: its form, and the addresses of what else is done with it."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext

from coaching_site.accounts.signed_in import account_of
from coaching_site.admin_tools.clean_input import KEY
from coaching_site.admin_tools.local_drafts import confirm_saved
from coaching_site.rich_text.editor.admin import RichTextAdmin
from coaching_site.versions.admin import buttons, history
from coaching_site.versions.admin.folds import Fold
from coaching_site.versions.admin.form_page import form_page
from coaching_site.versions.forms import VersionedForm
from coaching_site.versions.remarks import Remark, first_of, on_text
from coaching_site.versions.saving import Saved, save_content, undo_tidying
from coaching_site.versions.version import VersionOrigin

# Behind a message about what was tidied stands the button that undoes it.
TIDIED = "tidied"


class VersionedAdmin(RichTextAdmin):
    """The form is filled from the newest version; saving makes the next one.

    A class of its own names the `folds` beside the text, and shows by `preview_response` a version
    on the real page.
    """

    form: type[VersionedForm]
    change_form_template = "admin/versions/change_form.html"
    folds: ClassVar[tuple[Fold, ...]] = ()
    # Items of the menu: what is seldom done with this kind of text.
    actions_template = "admin/versions/_actions.html"
    # Asked before readers lose it.
    confirm_template = "admin/versions/confirm.html"

    class Media:
        css = {"all": ["css/admin/history.css", "css/admin/comparison.css"]}

    def address_name(self, name: str) -> str:
        """Return what an address of this class is called."""
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}"

    def address(self, route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
        """Give a view of request and key an address within the admin."""
        whole = f"{self.opts.app_label}_{self.opts.model_name}_{name}"
        return path(route, self.admin_site.admin_view(view), name=whole)

    def get_urls(self) -> list[URLPattern]:
        """Put these views before Django's own addresses, which match anything."""
        return [
            self.address("<int:pk>/preview/", self.preview_view, "preview"),
            self.address("<int:pk>/compare/", partial(history.compare, self), "compare"),
            self.address(
                "<int:pk>/restore/<int:number>/", partial(history.restore, self), "restore"
            ),
            self.address(
                "<int:pk>/take-offline/", partial(buttons.take_offline, self), "take_offline"
            ),
            *super().get_urls(),
        ]

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Tell who decides what readers see; Django asks it for the actions of the list too."""
        return self.has_change_permission(request)

    def text_to_view(self, request: HttpRequest, pk: int) -> Any:
        """Return the row, to who may read what is not public yet."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(self.model, pk=pk)

    def text_to_change(self, request: HttpRequest, pk: int) -> Any:
        """Return the row, to who may write in it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        return get_object_or_404(self.model, pk=pk)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show texts where Django's own history names fields."""
        if not KEY.fullmatch(object_id):
            raise Http404
        return history.history(self, request, int(object_id))

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the newest version on the real page, or the one that `?version=` names."""
        text = self.text_to_view(request, pk)
        number = request.GET.get("version")
        if number is None:
            version = text.newest_version
            if version is None:
                raise Http404
        elif KEY.fullmatch(number):
            version = get_object_or_404(text.versions, number=number)
        else:
            raise Http404
        return self.preview_response(request, text, version)

    def preview_response(self, request: HttpRequest, text: Any, version: Any) -> HttpResponse:
        """Show a version to somebody of the practice as readers would see it."""
        raise NotImplementedError

    def remarks_on(self, content: Any) -> list[Remark]:
        """Return what is worth a second look before publishing."""
        return first_of(on_text(content.text))

    def form_context(self, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
        page = form_page(self, request, context["adminform"], context["original"])
        return super().form_context(request, context) | page

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save a version, and publish it when that button was pressed."""
        if "_publish" in request.POST and not self.has_publish_permission(request):
            raise PermissionDenied
        saved = self.save_text(request, form, self._stored(obj) if change else self.model())
        if "_publish" in request.POST:
            self.publish(request, saved, form)
        obj.pk = saved.row.pk
        self.tell(request, saved, form)

    def save_text(self, request: HttpRequest, form: Any, text: Any) -> Saved:
        """Store what was typed, or put back what was typed before it was tidied."""
        by, based_on = account_of(request), form.cleaned_data["based_on"]
        note = form.cleaned_data["note"]
        content = self.content_of(request, form)
        save = undo_tidying if text.pk and "_undo_tidying" in request.POST else save_content
        return save(text, content, by=by, based_on=based_on, note=note)

    def content_of(self, request: HttpRequest, form: Any) -> Any:
        """Return what was typed, as it is stored."""
        return form.content()

    def publish(self, request: HttpRequest, saved: Saved, form: Any) -> None:
        """Give readers what was saved."""
        saved.row.publish(saved.version, by=account_of(request))

    def tell(self, request: HttpRequest, saved: Saved, form: Any) -> None:
        """Say what readers see now, and what was done to the text.

        Who goes on to the preview reads there what readers see.
        """
        if "_preview" not in request.POST:
            messages.success(request, self.outcome_in_words(saved.row))
        if "_undo_tidying" in request.POST and saved.version.origin == VersionOrigin.AS_TYPED:
            messages.success(request, gettext("The text stands there again as it was typed."))
        for notice in saved.notices:
            messages.warning(request, str(notice), TIDIED)

    def outcome_in_words(self, text: Any) -> str:
        """Return what a save meant for readers; "saved" alone would leave the author guessing."""
        if text.is_draft:
            return gettext("Saved as a draft. Readers do not see it yet.")
        if text.has_unpublished_changes:
            return gettext("Saved. Readers see the previous text until you publish the changes.")
        link = format_html('<a href="{}">{}</a>', text.get_absolute_url(), str(text))
        return format_html(gettext("Readers see it now: {}."), link)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Write nothing: relations are part of the version."""

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self.stay(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self.stay(request, obj)

    def stay(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go on writing, or look at it where that button was pressed."""
        confirm_saved(request)
        view = "preview" if "_preview" in request.POST else "change"
        return redirect(self.address_name(view), obj.pk)

    def _stored(self, obj: Any) -> Any:
        """Return the row as it is; the form has filled its own with what was typed."""
        return self.model._default_manager.get(pk=obj.pk)

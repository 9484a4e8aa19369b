"""Blocks of text in the admin, and what the editor asks to place them in other texts."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coaching_site.admin_tools.used_rows import UsedRowsMixin
from coaching_site.admin_tools.uses import MOST_USES, Use, uses_of_blocks
from coaching_site.http.slugs import take_turn
from coaching_site.models import Block, BlockContent, BlockVersion
from coaching_site.rich_text.rendering.renderer import render_blocks
from coaching_site.versions.admin.folds import FOR_COLLEAGUES, fieldsets_of
from coaching_site.versions.admin.previews import preview_of
from coaching_site.versions.admin.text_admin import TextAdmin
from coaching_site.versions.forms import VersionedForm

FOLDS = (FOR_COLLEAGUES,)


class BlockForm(VersionedForm):
    """What a block says, and what it is called."""

    content_class = BlockContent

    class Meta:
        model = Block
        fields = BlockContent.names()
        widgets = {"name": forms.Textarea(attrs={"rows": 1})}

    def clean_name(self) -> str:
        """Refuse a name that another block has: by it a block is chosen."""
        name: str = self.cleaned_data["name"]
        take_turn()
        if Block.objects.exclude(pk=self.instance.pk).filter(name=name).exists():
            raise self.instance.unique_error_message(Block, ("name",))
        return name


@admin.register(Block)
class BlockAdmin(UsedRowsMixin, TextAdmin):
    """What is written once and stands in many texts; its page says in which."""

    form = BlockForm
    change_form_template = "admin/coaching_site/block/change_form.html"
    fieldsets = fieldsets_of(("name", "body", "based_on"), FOLDS)
    folds = FOLDS
    list_display = ["name", "state_in_words", "used_in", "changed_at"]
    search_fields = ["name", "body"]
    word_fields = (("name", "body"),)
    instead_of_deleting = _(
        "Take it out of these places first. To change what it says in all of them at once, open "
        "its page and write something else."
    )

    class Media:
        css = {"all": ["css/admin/blocks.css"]}

    def uses_of(self, rows: Iterable[Block]) -> Mapping[int, list[Use]]:
        return uses_of_blocks(rows)

    def get_urls(self) -> list[URLPattern]:
        choices = path(
            "choices/",
            self.admin_site.admin_view(self.choices_view),
            name="coaching_site_block_choices",
        )
        return [choices, *super().get_urls()]

    @admin.display(description=_("used in"))
    def used_in(self, block: Block) -> str:
        """Say in how many texts the block stands; the list looked it up for all its rows."""
        count = len(getattr(block, "uses", ()))
        if count > MOST_USES:
            return _("more than %(count)s texts") % {"count": MOST_USES}
        return ngettext("%(count)s text", "%(count)s texts", count) % {"count": count}

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Look up where the rows of the list are used, all at once."""
        answer = super().changelist_view(request, extra_context)
        for block, uses in self.uses_in_list(answer):
            block.uses = uses
        return answer

    def preview_response(
        self, request: HttpRequest, text: Block, version: BlockVersion
    ) -> HttpResponse:
        """Show it alone, on a page of the site."""

        def show(block: Block, preview: object) -> HttpResponse:
            context = {"text": block, "preview": preview}
            return render(request, "coaching_site/blocks/preview.html", context)

        return preview_of(self, text, version, show)

    def outcome_in_words(self, text: Block) -> str:
        if text.is_draft or text.has_unpublished_changes:
            return super().outcome_in_words(text)
        return gettext("Readers see it now, wherever it stands.")

    @method_decorator([never_cache, require_safe])
    def choices_view(self, request: HttpRequest) -> HttpResponse:
        """List the blocks by name, each as readers see it; for the editor."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        names = dict(Block.objects.values_list("pk", "name"))
        shown = render_blocks(names)
        blocks = [
            {
                "id": pk,
                "name": name,
                "html": shown.get(pk, ""),
                "change": reverse("admin:coaching_site_block_change", args=[pk]),
            }
            for pk, name in names.items()
        ]
        return JsonResponse({"blocks": blocks})

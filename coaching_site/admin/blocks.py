"""Blocks of text in the admin, and what the editor asks to place them in other texts."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coaching_site.admin_tools.used_rows import UsedRowsMixin
from coaching_site.admin_tools.uses import MOST_USES, Use, uses_of_blocks
from coaching_site.models import Block
from coaching_site.rich_text.editor.admin import RichTextAdmin
from coaching_site.rich_text.rendering.renderer import render_blocks


@admin.register(Block)
class BlockAdmin(UsedRowsMixin, RichTextAdmin):
    """What is written once and stands in many texts; its page says in which."""

    fields = ["name", "body"]
    list_display = ["name", "used_in", "changed_at"]
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

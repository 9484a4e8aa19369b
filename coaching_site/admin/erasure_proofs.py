"""Proofs of erasing in the admin: to read and to show, never to change."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from coaching_site.admin_tools.model_admin import SiteModelAdmin
from coaching_site.models import ErasureProof
from coaching_site.personal_data.holdings import holdings


@admin.register(ErasureProof)
class ErasureProofAdmin(SiteModelAdmin):
    """When something was erased, by whom and how much; whose it was, nobody can read here."""

    list_display = ["at", "by", "how_many"]
    list_display_links = None
    list_select_related = ["by"]

    @admin.display(description=_("how many"))
    def how_many(self, proof: ErasureProof) -> str:
        """Name each kind of which something was erased."""
        labels = {holding.name: holding.label for holding in holdings()}
        return ", ".join(
            f"{labels.get(name, name)}: {count}" for name, count in proof.counts.items() if count
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ErasureProof | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ErasureProof | None = None) -> bool:
        return False

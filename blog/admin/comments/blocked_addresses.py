"""The blocked addresses: nobody can read them, but everybody who moderates can let one go."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from blog.models import BlockedAddress
from coaching_site.admin_tools.model_admin import SiteModelAdmin


@admin.register(BlockedAddress)
class BlockedAddressAdmin(SiteModelAdmin):
    """Deleting one is unblocking; one comes about from a comment only."""

    list_display = ["__str__", "at", "by"]
    list_select_related = ["by"]
    fields = ["note", "at", "by"]
    readonly_fields = ["at", "by"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

"""Tables of one row in the admin: settings, which are changed and neither added nor listed."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from coaching_site.admin_tools.model_admin import SiteModelAdmin

ROW = 1  # its primary key, in every such table


class OneRowAdmin(SiteModelAdmin):
    """Opens on the one row that there is."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return redirect(reverse(name, args=[ROW]))

    def form_context(self, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
        """Head the page with what it is, instead of an order to change it."""
        return {"title": self.opts.verbose_name, "subtitle": None}

"""The site settings in the admin: one row, so no list."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from coaching_site.admin_tools.clean_input import CLEAN_FIELDS
from coaching_site.admin_tools.model_admin import SiteModelAdmin
from coaching_site.images.reencoding import ReencodedImageField
from coaching_site.models import SiteSettings
from coaching_site.models.site_settings import SINGLETON_ID


class PortraitWidget(AdminFileWidget):
    """Gives the portrait a label of its own, which Django leaves to the group around it."""

    use_fieldset = False


@admin.register(SiteSettings)
class SiteSettingsAdmin(SiteModelAdmin):
    """Opens on the one row that there is."""

    formfield_overrides = {**CLEAN_FIELDS, ReencodedImageField: {"widget": PortraitWidget}}
    fieldsets = [
        (_("The practice"), {"fields": ["practice_name", "tagline", "introduction"]}),
        (
            _("The coach"),
            {"fields": ["coach_name", "about_coach", "portrait", "portrait_description"]},
        ),
        (
            _("Contact"),
            {"fields": ["email", "telephone", "address", "chamber_of_commerce_number"]},
        ),
        (
            _("Articles and requests"),
            {"fields": ["says_written_by", "copyright_line", "answer_within_days"]},
        ),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SiteSettings | None = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return redirect("admin:coaching_site_sitesettings_change", SINGLETON_ID)

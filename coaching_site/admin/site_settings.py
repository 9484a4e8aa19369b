"""The site settings in the admin: one row, so no list."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.utils.translation import gettext_lazy as _

from coaching_site.admin_tools.clean_input import CLEAN_FIELDS
from coaching_site.admin_tools.one_row import OneRowAdmin
from coaching_site.images.reencoding import ReencodedImageField
from coaching_site.models import SiteSettings


class PortraitWidget(AdminFileWidget):
    """Gives the portrait a label of its own, which Django leaves to the group around it."""

    use_fieldset = False


@admin.register(SiteSettings)
class SiteSettingsAdmin(OneRowAdmin):
    """Grouped by what a practice tells of itself."""

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

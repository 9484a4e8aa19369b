"""Days on which the practice is closed."""

from django.contrib import admin

from coaching_site.admin_tools.model_admin import SiteModelAdmin
from contact.models import ClosedPeriod


@admin.register(ClosedPeriod)
class ClosedPeriodAdmin(SiteModelAdmin):
    """The days that no answer date counts."""

    fields = [("start", "end"), "note"]
    list_display = ["start", "end", "note"]
    date_hierarchy = "start"

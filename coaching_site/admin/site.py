"""The admin of the practice."""

from django.contrib.admin import AdminSite


class CoachingAdminSite(AdminSite):
    """Django's admin, opened with what waits for an answer."""

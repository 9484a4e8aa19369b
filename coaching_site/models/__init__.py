"""What the whole site shares: its settings and its standing pages."""

from coaching_site.models.pages import Page
from coaching_site.models.site_settings import SiteSettings

__all__ = ["Page", "SiteSettings"]

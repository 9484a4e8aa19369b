"""Where an editor changes what the whole site shares."""

from coaching_site.admin import blocks, pages, site_settings

__all__ = ["blocks", "pages", "site_settings"]

"""Where an editor changes what the whole site shares."""

from coaching_site.admin import blocks, erasure_proofs, pages, site_settings

__all__ = ["blocks", "erasure_proofs", "pages", "site_settings"]

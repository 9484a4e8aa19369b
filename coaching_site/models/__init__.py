"""What the whole site shares: its settings, its standing pages and its blocks of text."""

from coaching_site.models.blocks import Block, BlockContent, BlockVersion
from coaching_site.models.erasure_proofs import ErasureProof
from coaching_site.models.former_addresses import FormerAddress
from coaching_site.models.limits import UseCount
from coaching_site.models.pages import Page, PageContent, PageVersion
from coaching_site.models.site_settings import SiteSettings

__all__ = [
    "Block",
    "BlockContent",
    "BlockVersion",
    "ErasureProof",
    "FormerAddress",
    "Page",
    "PageContent",
    "PageVersion",
    "SiteSettings",
    "UseCount",
]

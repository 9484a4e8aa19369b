"""Whole addresses, for mails, feeds and what other sites show of a page."""

from django.conf import settings


def absolute(path: str) -> str:
    """Return the path behind the site's own address; never behind what a request claims as its host."""
    return f"{settings.SITE_URL}{path}"

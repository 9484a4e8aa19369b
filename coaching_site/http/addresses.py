"""Whole addresses, for mails, feeds and what other sites show of a page."""

from django.conf import settings


def absolute(path: str) -> str:
    """Return the path behind SITE_URL, whatever host a request claims."""
    return f"{settings.SITE_URL}{path}"

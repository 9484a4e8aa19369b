"""Whole addresses, for mails, feeds and what other sites show of a page."""

import re

from django.conf import settings


def telephone_link(number: str) -> str:
    """Return a number as `tel:` takes it: digits and a leading plus."""
    return "tel:" + re.sub(r"[^+\d]", "", number)


def absolute(path: str) -> str:
    """Return the path behind SITE_URL, whatever host a request claims."""
    return f"{settings.SITE_URL}{path}"

"""The link by which whoever asked comes back to her request."""

from datetime import timedelta

from coaching_site.security.signed_links import SignedLink

ASKERS = SignedLink("contact.inquiries.asker", timedelta(days=365))

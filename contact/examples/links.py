"""The link by which whoever asked decides about an example, as long as it may stand somewhere."""

from datetime import timedelta

from coaching_site.security.signed_links import SignedLink

EXAMPLES = SignedLink("contact.examples.asker", timedelta(days=3650))

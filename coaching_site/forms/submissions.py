"""What makes two submissions one and the same."""

import json

from django.utils.crypto import salted_hmac


def submission_key(*said: object) -> str:
    """Return a keyed digest of what was said: the same for the same words, and readable by nobody.

    A row that keeps it in a unique column is stored once, however often its words are sent.
    """
    words = json.dumps([str(part) for part in said])
    return salted_hmac("coaching_site.forms.submissions", words, algorithm="sha256").hexdigest()

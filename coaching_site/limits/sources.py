"""Where a request comes from, in a form that may be stored: a keyed hash that is another every day.

Limits count under it. Without the secret key nobody can tell which address it was, and a day later
the site itself cannot either.
"""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

IPV6_PREFIX = 64  # one connection at home; a visitor can take any address within it


def daily_source(request: HttpRequest) -> str:
    """Return the hash that stands for the sender of this request today."""
    today = timezone.localdate().isoformat()
    return salted_hmac(
        "coaching_site.limits.sources", f"{today} {_address(request)}", algorithm="sha256"
    ).hexdigest()[:32]


def _address(request: HttpRequest) -> str:
    """Return the address of the visitor, as the nearest machine that we trust saw it.

    Every proxy appends the address it was called from to `X-Forwarded-For`; only as many entries
    from the end as there are proxies of our own are true, the rest can be made up.
    """
    proxies = settings.TRUSTED_PROXY_COUNT
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    claimed = forwarded[-proxies] if 0 < proxies <= len(forwarded) else ""
    return _normalised(claimed.strip()) or _normalised(request.META.get("REMOTE_ADDR", ""))


def _normalised(address: str) -> str:
    """Return an address as one text, an IPv6 one cut to its network; empty when it is none."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, IPV6_PREFIX), strict=False))
    return str(parsed)

"""Where a request comes from, in a form that may be stored: a keyed hash that is another every day.

Limits count under it. Without the secret key nobody can tell which address it was, and a day later
the site itself cannot either.
"""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from coaching_site.limits.limit import Limit

# How much of an IPv4 and of an IPv6 address counts. A connection at home is one address, or 64 bits
# within which a visitor can take any; its owner easily has 256 of the first, 65,536 of the second.
CONNECTION = {4: 32, 6: 64}
NETWORK = {4: 24, 6: 48}

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def daily_source(request: HttpRequest) -> str:
    """Return the hash that stands for the sender of this request today."""
    return _daily_hash(request, CONNECTION)


def daily_network(request: HttpRequest) -> str:
    """Return the hash that stands today for the network around the sender of this request."""
    return _daily_hash(request, NETWORK)


def network_about(request: HttpRequest, number: int) -> str:
    """Return the hash of the network around the sender that stands for one thing, on any day.

    It tells a second word about the same thing, and nothing about who speaks of another.
    """
    return _hash(_place(request, NETWORK), about=str(number))


def by_source(request: HttpRequest, *limits: Limit) -> dict[Limit, str]:
    """Return each limit and the source it counts for, then the same for the network around it."""
    return {
        **dict.fromkeys(limits, daily_source(request)),
        **{limit.for_a_network(): daily_network(request) for limit in limits},
    }


def _daily_hash(request: HttpRequest, bits: dict[int, int]) -> str:
    return _hash(_place(request, bits), about=timezone.localdate().isoformat())


def _hash(place: str, *, about: str) -> str:
    return salted_hmac(
        "coaching_site.limits.sources", f"{about} {place}", algorithm="sha256"
    ).hexdigest()[:32]


def _place(request: HttpRequest, bits: dict[int, int]) -> str:
    address = _address(request)
    if address is None:
        return ""
    return str(ipaddress.ip_network((address, bits[address.version]), strict=False))


def _address(request: HttpRequest) -> Address | None:
    """Return the address of the visitor, as the nearest machine that we trust saw it.

    Every proxy appends the address it was called from to `X-Forwarded-For`; only as many entries
    from the end as there are proxies of our own are true, the rest can be made up.
    """
    proxies = settings.TRUSTED_PROXY_COUNT
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    claimed = forwarded[-proxies] if 0 < proxies <= len(forwarded) else ""
    return _parsed(claimed.strip()) or _parsed(request.META.get("REMOTE_ADDR", ""))


def _parsed(address: str) -> Address | None:
    """Return an address, an IPv4 one also where it is written as IPv6; None when it is none."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed

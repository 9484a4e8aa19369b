"""How a guest shows that a mail address is her own: once by a link, then by her own device."""

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner
from django.utils.crypto import constant_time_compare, salted_hmac

from coaching_site.security.signed_links import SignedLink

LINK = SignedLink("blog.comments.confirm", timedelta(days=7))
REMEMBERED_FOR = timedelta(days=365)
_SALT = "blog.comments.confirmed_address"
_SIGNER = TimestampSigner(sep=".", salt=_SALT)


def proof_of(address: str) -> str:
    """Return what a device may keep of a confirmed address: a signed digest, not the address."""
    return _SIGNER.sign(_digest(address))


def is_proof_of(proof: str, address: str) -> bool:
    """Tell whether a device once confirmed exactly this address, within a year."""
    try:
        kept = _SIGNER.unsign(proof, max_age=REMEMBERED_FOR)
    except BadSignature:
        return False
    return constant_time_compare(kept, _digest(address))


def _digest(address: str) -> str:
    return salted_hmac(_SALT, address.lower(), algorithm="sha256").hexdigest()

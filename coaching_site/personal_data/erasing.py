"""Erasing what stands under an address, once and again."""

from datetime import datetime

from django.db import transaction

from coaching_site.accounts.models import User
from coaching_site.models.erasure_proofs import ErasureProof, digest_of
from coaching_site.personal_data.holdings import HeldItem, Holding, holdings, single_things
from coaching_site.personal_data.proofs import prove, proven


def found_under(email: str) -> list[tuple[Holding, list[HeldItem]]]:
    """Return all that is held under an address, each kind with what it has."""
    return [(holding, holding.find(email)) for holding in holdings()]


@transaction.atomic
def erase_all(email: str, *, by: User) -> ErasureProof:
    """Erase everything under an address that can be, and leave a proof that names nobody."""
    counts = {holding.name: len(items) for holding, items in found_under(email) if holding.erase}
    for holding in holdings():
        if holding.erase:
            holding.erase(email, None, by)
    return prove(email, counts, by)


def erase_again() -> int:
    """Erase what was erased before, and came back with a copy; return how many things that were.

    What came in after it was erased stays.
    """
    known = proven()
    count = 0
    for holding in holdings():
        for email in {each.lower() for each in holding.addresses() if each}:
            at = _last_erased(known, email, f"{holding.name}:{email}")
            if at and holding.erase:
                with transaction.atomic():
                    count += holding.erase(email, at, None)
    for things in single_things():
        for key in list(things.keys()):
            if at := known.get(digest_of(key)):
                things.erase(key, at)
                count += 1
    return count


def _last_erased(known: dict[str, datetime], *keys: str) -> datetime | None:
    moments = (known.get(digest_of(key)) for key in keys)
    return max((moment for moment in moments if moment), default=None)

"""Proofs of erasing, in the database and in a file beside it that no older copy puts back."""

import logging
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction

from coaching_site.accounts.models import User
from coaching_site.models.erasure_proofs import ErasureProof, digest_of

logger = logging.getLogger(__name__)


def prove(key: str, counts: dict[str, int], by: User | None) -> ErasureProof:
    """Note that what stands under an address or a reference was erased, without naming it."""
    proof = ErasureProof.objects.create(digest=digest_of(key), counts=counts, by=by)
    transaction.on_commit(partial(_write_down, proof))
    return proof


def proven() -> dict[str, datetime]:
    """Return when what was last erased, by digest, from the database and from the file."""
    found = dict(ErasureProof.objects.order_by("at").values_list("digest", "at"))
    for line in _lines():
        digest, _space, moment = line.partition(" ")
        at = datetime.fromisoformat(moment)
        found[digest] = max(at, found.get(digest, at))
    return found


def _lines() -> list[str]:
    try:
        return settings.ERASURES_FILE.read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return []


def _write_down(proof: ErasureProof) -> None:
    """Add a line to the file; the erasing stands without it, so a full disk stops nobody."""
    try:
        with settings.ERASURES_FILE.open("a", encoding="ascii") as file:
            file.write(f"{proof.digest} {proof.at.isoformat()}\n")
    except OSError:
        logger.exception("An erasing was not written down; erase_again finds it in the database.")

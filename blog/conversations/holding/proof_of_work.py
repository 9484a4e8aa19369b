"""A sum that costs a browser a second, so that a flood of comments costs somebody something."""

import json
import secrets

import altcha
from django.utils import timezone
from django.utils.crypto import salted_hmac

from coaching_site.forms.spam_traps import LONGEST
from coaching_site.limits.limit import Limit

# Steps of PBKDF2 for one try, and how many tries find the answer: a million steps on average.
STEPS, FEWEST_TRIES, MOST_TRIES = 5_000, 100, 300
MAX_PROOF_LENGTH = 2_000
# Lasts as long as the longest proof, from its first use.
USES = Limit("uses of a proof of work", 1, LONGEST)


def challenge(article: int) -> str:
    """Return a signed sum for one comment on this article, as JSON; nothing of it is stored."""
    made = altcha.create_challenge(
        algorithm="PBKDF2/SHA-256",
        cost=STEPS,
        counter=FEWEST_TRIES + secrets.randbelow(MOST_TRIES - FEWEST_TRIES),
        expires_at=timezone.now() + LONGEST,
        data={"article": article},
        hmac_secret=_secret(),
    )
    return json.dumps(made.to_dict())


def use_proof(proof: str, article: int) -> bool:
    """Tell whether a sum for this article was worked out, in time and for the first time."""
    if len(proof) > MAX_PROOF_LENGTH or not altcha.verify_solution(proof, _secret()).verified:
        return False
    asked = altcha.Payload.from_base64(proof).challenge.parameters
    return asked.data == {"article": article} and USES.use(asked.nonce) is None


def _secret() -> bytes:
    return salted_hmac("blog.comments.proof_of_work", "", algorithm="sha256").digest()

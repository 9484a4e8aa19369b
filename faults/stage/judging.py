"""What several faults ask alike of an answer."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from benchmarks.goals import Goal
from blog.conversations.moderators import moderators
from coaching_site.outbox.addressees import practice_addresses
from coaching_site.outbox.models import OutgoingMail
from faults.stage.visitors import Answer

SOON = 61  # seconds after a flood
READERS_P95 = 500  # milliseconds, whatever happens to others
# With any of these the page would need another file.
OTHER_FILES = ("<link", "<script", "<img", " src=", "url(", "@import")


def says_not_now(answer: Answer) -> bool:
    """Tell whether it is the page for "not now": when to come back, kept nowhere, complete."""
    return (
        answer.status == 503
        and answer.headers.get("Retry-After", "").isdigit()
        and "no-store" in answer.headers.get("Cache-Control", "")
        and not any(word in answer.text for word in OTHER_FILES)
    )


def is_kept(answer: Answer, typed: dict[str, str]) -> bool:
    """Tell whether a refused form stands in the answer with everything that was typed in it."""
    return all(words in answer.text for words in typed.values())


def all_are(subject: str, asked: str, judged: Sequence[bool]) -> Goal:
    """Return the goal that something holds of every one; where there is none, nothing is shown."""
    is_so = bool(judged) and all(judged)
    return Goal(subject, f"all {asked}", f"{sum(judged)} of {len(judged)}", is_so)


def mails_to_practice(since: datetime) -> int:
    """Return how many mails told of something since a moment whom of the practice they told most.

    Requests are told to the practice, comments to each who moderates.
    """
    addresses = {*practice_addresses(), *moderators().values_list("email", flat=True)}
    return max(mails_to([address], since) for address in addresses)


def mails_to(addresses: Sequence[str], since: datetime) -> int:
    """Return how many mails to these addresses were written since a moment, sent by now or not."""
    return OutgoingMail.objects.filter(recipient__in=addresses, created_at__gte=since).count()


def judged_ordinary(
    flood: str, beside: Sequence[Answer], later: Sequence[Answer]
) -> Iterator[Goal]:
    """Yield that ordinary visitors are let through, whatever a flood did."""
    for whose, answers in (
        (f"during the {flood}, another source", beside),
        (f"{SOON} s after the {flood}, the same source", later),
    ):
        taken = [answer.is_taken for answer in answers]
        yield all_are(whose, "taken: a comment and a request", taken)

"""How often a visitor may do something: counted in PostgreSQL, for all processes and machines."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from coaching_site.models.limits import UseCount

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
SOURCES_OF_A_NETWORK = 3


@dataclass(frozen=True, slots=True)
class Limit:
    """So many uses by one subject within a stretch of time that begins with the first of them.

    Two stretches may stand back to back, so any other stretch of that length sees fewer than twice
    as many.
    """

    name: str
    most: int
    within: timedelta

    def use(self, subject: str = "") -> timedelta | None:
        """Count a use; return None if it is within the limit, otherwise how long to wait.

        Args:
            subject: Whom it is counted for: a `daily_source`, a mail address, or nothing for the
                whole site. Only a keyed digest of it is stored.
        """
        count = UseCount.objects.count_one_more(self.key(subject), self.within)
        return count.time_left if count.number > self.most else None

    def take_back(self, subject: str = "") -> None:
        """Uncount a use that turned out to be none, such as a password that was right."""
        UseCount.objects.count_one_less(self.key(subject))

    def for_a_network(self) -> "Limit":
        """Return a limit for all sources of one network together: as much as for three of them."""
        return replace(self, name=f"{self.name}, network", most=self.most * SOURCES_OF_A_NETWORK)

    def key(self, subject: str) -> str:
        """Return the digest under which uses by this subject are counted."""
        said = f"{self.name} {self.within} {subject}"
        return salted_hmac("coaching_site.limits.limit", said, algorithm="sha256").hexdigest()


def use_all(limits: dict[Limit, str]) -> timedelta | None:
    """Count a use under each limit, by its subject; return how long to wait, or None.

    Who is over one of them is counted under none: a flood from one source uses up nothing of what
    all visitors share, and who is refused for a neighbour's sake nothing of her own.
    """
    with transaction.atomic():
        for limit, subject in limits.items():
            if wait := limit.use(subject):
                transaction.set_rollback(True)
                return wait
    return None


def take_all_back(limits: dict[Limit, str]) -> None:
    """Uncount a use under each limit, by its subject."""
    for limit, subject in limits.items():
        limit.take_back(subject)


def time_to_wait(limits: dict[Limit, str]) -> timedelta | None:
    """Return how long to wait until each limit leaves room for a use, or None; counts none."""
    most = {limit.key(subject): limit.most for limit, subject in limits.items()}
    counts = UseCount.objects.lasting().filter(key__in=most)
    reached = [count.time_left for count in counts if count.number >= most[count.key]]
    return max(reached, default=None)

"""How often in a row something wrong was typed to get into one account, from anywhere."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from coaching_site.time.reach import moments_in_reach

AT_ONCE = 10  # tries before the first pause
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=1)


def pause_after(number: int) -> timedelta:
    """Return how long the next try waits after so many: not at all, then twice as long each."""
    if number < AT_ONCE:
        return timedelta(0)
    doubled: int = 2 ** min(number - AT_ONCE, 5)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)


class WrongTriesQuerySet(models.QuerySet["WrongTries"]):
    """Lets one try at a time be looked at, in all processes together."""

    @transaction.atomic
    def take_turn(self, key: str) -> timedelta | None:
        """Count a try that is about to be looked at; return how long to wait if it is too early.

        A try that is too early is not counted: who goes on trying makes nobody wait longer.
        """
        begin = timezone.now()
        tries, _is_new = self.select_for_update().get_or_create(
            key=key, defaults={"next_at": begin, "forgotten_at": begin}
        )
        now = timezone.now()  # after others, who held the row until here
        if tries.next_at > now:
            return tries.next_at - now
        tries.count_one_more(now)
        return None

    def give_back(self, key: str) -> None:
        """Uncount a try that was right."""
        self.filter(key=key, number__gt=0).update(number=F("number") - 1, next_at=timezone.now())

    def forgotten(self) -> Self:
        """Keep what makes nobody wait any more."""
        return self.filter(forgotten_at__lte=timezone.now())


class WrongTries(models.Model):
    """How many wrong tries there were; the key is a digest that names nobody."""

    key = models.CharField(max_length=64, primary_key=True)
    number = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()
    forgotten_at = models.DateTimeField(db_index=True)

    objects = WrongTriesQuerySet.as_manager()

    class Meta:
        constraints = [moments_in_reach("next_at", "forgotten_at")]

    def __str__(self) -> str:
        return f"{self.number}, next at {self.next_at:%Y-%m-%d %H:%M:%S %Z}"

    def count_one_more(self, now: datetime) -> None:
        """Begin the next pause; after an hour without a try the first ones are forgotten."""
        self.number = 1 if self.forgotten_at <= now else self.number + 1
        if pause := pause_after(self.number):
            self.next_at = now + pause
        self.forgotten_at = now + pause + FORGOTTEN_AFTER
        self.save()

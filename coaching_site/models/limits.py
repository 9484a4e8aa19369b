"""How often something was done lately, counted for all processes at once."""

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from coaching_site.time.reach import moments_in_reach


class UseCountManager(models.Manager["UseCount"]):
    """Counts, and finds what no longer counts."""

    @transaction.atomic(savepoint=False)
    def count_one_more(self, key: str, within: timedelta) -> "UseCount":
        """Count a use, the first of which began a stretch of time; return how many there were.

        Of two at the same moment the second waits for the first, and gets a number of its own.
        """
        count, _is_new = self.select_for_update().get_or_create(
            key=key, defaults={"number": 0, "ends_at": timezone.now()}
        )
        now = timezone.now()  # after others, who held the row until here
        if count.ends_at <= now:
            count.number, count.ends_at = 0, now + within
        count.number += 1
        count.save()
        return count

    def lasting(self) -> models.QuerySet["UseCount"]:
        """Keep what still counts."""
        return self.filter(ends_at__gt=timezone.now())

    def count_one_less(self, key: str) -> None:
        """Uncount one of the uses, if they still count."""
        self.lasting().filter(key=key, number__gt=0).update(number=models.F("number") - 1)

    def ended(self) -> models.QuerySet["UseCount"]:
        """Keep what counts for nothing any more."""
        return self.filter(ends_at__lte=timezone.now())


class UseCount(models.Model):
    """A number of uses until a moment; the key is a digest that names nobody."""

    key = models.CharField(max_length=64, primary_key=True)
    number = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    objects = UseCountManager()

    class Meta:
        constraints = [moments_in_reach("ends_at")]

    def __str__(self) -> str:
        return f"{self.number} until {self.ends_at:%Y-%m-%d %H:%M:%S %Z}"

    @property
    def time_left(self) -> timedelta:
        """Return for how long these uses count."""
        return max(self.ends_at - timezone.now(), timedelta(0))

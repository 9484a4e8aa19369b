"""How often something was done lately, counted for all processes at once."""

from datetime import timedelta

from django.db import connection, models
from django.utils import timezone

from coaching_site.time.reach import moments_in_reach

# One statement, so that of two at the same moment each gets a number of its own.
COUNT_ONE_MORE = """
INSERT INTO coaching_site_usecount AS known (key, number, ends_at)
VALUES (%(key)s, 1, %(ends_at)s)
ON CONFLICT (key) DO UPDATE SET
  number = CASE WHEN known.ends_at <= %(now)s THEN 1 ELSE known.number + 1 END,
  ends_at = CASE WHEN known.ends_at <= %(now)s THEN excluded.ends_at ELSE known.ends_at END
RETURNING number, ends_at
"""


class UseCountManager(models.Manager["UseCount"]):
    """Counts, and finds what no longer counts."""

    def count_one_more(self, key: str, within: timedelta) -> "UseCount":
        """Count a use, the first of which began a stretch of time; return how many there were."""
        now = timezone.now()
        with connection.cursor() as cursor:
            cursor.execute(COUNT_ONE_MORE, {"key": key, "now": now, "ends_at": now + within})
            number, ends_at = cursor.fetchone()
        return UseCount(key, number, ends_at)

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

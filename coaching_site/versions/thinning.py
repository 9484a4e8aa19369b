"""Which old versions are thrown away: the rule that the history page tells.

Everything of the last 30 days stays. Of what is older, up to a year, the last version of each day
stays; of what is older still, the last of each week. Beyond that stay the first and the newest
version, whatever readers ever saw or see, what has a note, and what waits for its moment.
"""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDay, TruncWeek
from django.utils import timezone

from coaching_site.versions.version import Version, models_of_versions

KEPT_WHOLE = timedelta(days=30)
KEPT_DAILY = timedelta(days=365)
AT_ONCE = 1_000
# The next night takes the rest; so one night never ends in the next day.
ROUNDS = 50


def thin_versions() -> int:
    """Throw away the versions that the rule does not keep; return how many that were."""
    return sum(_thin(model) for model in models_of_versions())


def _thin(model: type[Version]) -> int:
    """Throw away the oldest first."""
    thrown_away = 0
    for _round in range(ROUNDS):
        some = list(superfluous(model).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
        if not some:
            break
        # By the rule again: since the first look somebody may have planned one of them.
        deleted, _by_model = superfluous(model).filter(pk__in=some).delete()
        thrown_away += deleted
    return thrown_away


def superfluous(model: type[Version]) -> QuerySet[Version]:
    """Return the versions of a kind of text that the rule does not keep.

    Versions are numbered as time goes by, so one that is not the last of its day or week is
    followed by one of the same day or week.
    """
    now = timezone.now()
    versions: Any = model._default_manager
    neighbours = versions.filter(**{model.row: OuterRef(model.row)})
    after = neighbours.filter(number__gt=OuterRef("number")).order_by("number")
    before = neighbours.filter(number__lt=OuterRef("number"))
    # From a dictionary, which the type checker does not take for another kind of queryset.
    annotations = {"next_at": Subquery(after.values("created_at")[:1])}
    same_day = Q(created_at__gte=now - KEPT_DAILY, day=TruncDay("next_at"))
    same_week = Q(created_at__lt=now - KEPT_DAILY, week=TruncWeek("next_at"))
    rows: Any = model._meta.get_field(model.row).related_model
    found: QuerySet[Version] = (
        versions.without_content()
        .unneeded()
        .filter(created_at__lt=now - KEPT_WHOLE)
        .annotate(**annotations)
        .alias(day=TruncDay("created_at"), week=TruncWeek("created_at"))
        .filter(Exists(before), same_day | same_week)
        .exclude(Exists(rows._default_manager.filter(live_version=OuterRef("pk"))))
    )
    return found

"""Which old versions are thrown away: the rule that the history page tells.

Everything of the last 30 days stays. Of what is older, up to a year, the last version of each day
stays; of what is older still, the last of each week. Beyond that stay the first and the newest
version, whatever readers ever saw or see, what has a note, and what waits for its moment.
"""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDay, TruncWeek
from django.utils import timezone

from blog.models import Article, ArticleVersion

KEPT_WHOLE = timedelta(days=30)
KEPT_DAILY = timedelta(days=365)
AT_ONCE = 1_000
# The next night takes the rest; so one night never ends in the next day.
ROUNDS = 50


def thin_versions() -> int:
    """Throw away what the rule does not keep, the oldest first; return how many that were."""
    thrown_away = 0
    for _round in range(ROUNDS):
        some = list(superfluous().order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
        if not some:
            break
        # By the rule again: since the first look somebody may have planned one of them.
        deleted, _by_model = superfluous().filter(pk__in=some).delete()
        thrown_away += deleted
    return thrown_away


def superfluous() -> QuerySet[ArticleVersion]:
    """Return the versions that the rule does not keep.

    Versions are numbered as time goes by, so one that is not the last of its day or week is
    followed by one of the same day or week.
    """
    now = timezone.now()
    neighbours = ArticleVersion.objects.filter(article=OuterRef("article"))
    after = neighbours.filter(number__gt=OuterRef("number")).order_by("number")
    before = neighbours.filter(number__lt=OuterRef("number"))
    # From a dictionary, which the type checker does not take for another kind of queryset.
    annotations = {"next_at": Subquery(after.values("created_at")[:1])}
    same_day = Q(created_at__gte=now - KEPT_DAILY, day=TruncDay("next_at"))
    same_week = Q(created_at__lt=now - KEPT_DAILY, week=TruncWeek("next_at"))
    return (
        ArticleVersion.objects.without_content()
        .filter(created_at__lt=now - KEPT_WHOLE, published_at=None, go_live_at=None, note="")
        .annotate(**annotations)
        .alias(day=TruncDay("created_at"), week=TruncWeek("created_at"))
        .filter(Exists(before), same_day | same_week)
        .exclude(Exists(Article.objects.filter(live_version=OuterRef("pk"))))
    )

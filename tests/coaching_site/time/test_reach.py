"""Every moment that may be typed, on whatever clock, may be stored."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from blog.models import Article
from coaching_site.time.reach import check_year
from tests.factories import make_article

pytestmark = pytest.mark.django_db
FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "Europe/Amsterdam", "Pacific/Kiritimati"])
@pytest.mark.parametrize(("day", "hour"), [(FIRST, time.min), (LAST, time.max)])
def test_the_first_and_the_last_moment_that_may_be_typed_are_stored(
    day: date, hour: time, zone: str
) -> None:
    moment = datetime.combine(day, hour, ZoneInfo(zone))
    check_year(day)
    article = make_article(publish_at=moment)
    assert Article.objects.get(pk=article.pk).publish_at == moment


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(2101, 1, 1)])
def test_another_year_is_refused_beside_its_field(day: date) -> None:
    with pytest.raises(ValidationError):
        check_year(day)


@pytest.mark.parametrize("year", [1899, 2101])
def test_another_year_is_refused_by_the_database(year: int) -> None:
    article = make_article()
    moment = datetime(year, 6, 1, tzinfo=ZoneInfo("Europe/Amsterdam"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(publish_at=moment)

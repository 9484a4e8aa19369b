"""Many comments at once: one source is stopped, others go on, the same words are stored once."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.models import Article, Comment
from coaching_site.accounts.models import User
from coaching_site.models import UseCount
from coaching_site.outbox.models import OutgoingMail
from tests.at_once import at_once
from tests.blog.test_comment_form import HX, address_of, typed
from tests.factories import make_article, make_author, make_comment, make_opening_time

pytestmark = pytest.mark.django_db
START = "2026-05-04 10:00:00+02:00"
SOURCE = {"REMOTE_ADDR": "192.0.2.1"}
ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}
numbers = count()


@pytest.fixture
def article() -> Article:
    return make_article("Ouders als partners", publish_at="2026-01-01T08:00Z")


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(START, tick=False) as clock:
        yield clock


def send(article: Article, source: dict[str, str] = SOURCE, **values: Any) -> HttpResponse:
    """Send a comment like no other, unless told what stands in it."""
    number = next(numbers)
    words = {"text": f"Reactie {number}.", "email": f"lezer{number}@voorbeeld.nl"} | values
    htmx = words.pop("headers", None)
    return Client(**source).post(address_of(article), typed(**words), headers=htmx)


def test_a_flood_from_one_source_stores_little_and_stops_nobody_else(
    article: Article, clock: Any
) -> None:
    statuses = []
    for _second in range(60):
        statuses.append(send(article).status_code)
        clock.shift(1)

    assert statuses == [302] * 10 + [429] * 50
    assert Comment.objects.count() == 10
    assert send(article, ELSEWHERE).status_code == 302
    clock.shift(61)
    assert send(article).status_code == 302


@pytest.mark.parametrize("address", ["2001:db8:1:{:x}::1", "192.0.2.{}"])
def test_a_network_of_many_sources_uses_up_nothing_of_others(
    article: Article, clock: Any, address: str
) -> None:
    """An owner of 65,536 networks at home, or of 256 addresses."""
    statuses = [
        send(article, {"REMOTE_ADDR": address.format(number)}).status_code for number in range(40)
    ]

    assert statuses == [302] * 30 + [429] * 10
    assert send(article, ELSEWHERE).status_code == 302
    clock.shift(61)
    assert send(article, {"REMOTE_ADDR": address.format(41)}).status_code == 302


@pytest.mark.parametrize("headers", [None, HX])
def test_who_is_stopped_keeps_every_word_and_reads_how_long_to_wait(
    article: Article, clock: Any, headers: dict[str, str] | None
) -> None:
    for _time in range(10):
        send(article)
    clock.shift(15)

    words = {"name": "Noor", "email": "noor@voorbeeld.nl", "text": "Mijn woorden."}
    answer = send(article, headers=headers, **words)

    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (429, "45")
    assert answer["Cache-Control"] == "no-store"
    assert "Je tekst staat hier nog: verstuur hem over een minuut opnieuw." in page
    for word in words.values():
        assert word in page
    assert ("<html" in page) == (headers is None)


def test_a_mail_address_writes_so_much_an_hour_from_whatever_source(
    article: Article, clock: Any
) -> None:
    for number in range(20):
        source = {"REMOTE_ADDR": f"192.0.2.{number}"}
        assert send(article, source, email="noor@voorbeeld.nl").status_code == 302
    clock.shift(timedelta(minutes=40))

    answer = send(article, ELSEWHERE, email="No.or+les@voorbeeld.nl")

    assert (answer.status_code, answer["Retry-After"]) == (429, str(20 * 60))
    assert "over ongeveer 20 minuten" in answer.content.decode()
    assert send(article, ELSEWHERE).status_code == 302


def test_what_is_refused_anyway_is_counted_against_nobody(article: Article, clock: Any) -> None:
    for refused in ({"text": ""}, {"website": "x"}, {"opened": "x"}):
        assert send(article, **refused).status_code == 422
    unprotected = Client(enforce_csrf_checks=True, **SOURCE)
    assert unprotected.post(address_of(article), typed()).status_code == 403
    assert not UseCount.objects.exists()


def test_what_is_over_a_limit_is_neither_stored_nor_announced_nor_counted(
    article: Article, clock: Any
) -> None:
    for _time in range(10):
        send(article)
    before = set(UseCount.objects.values_list())
    mails = OutgoingMail.objects.count()

    with CaptureQueriesContext(connection) as queries:
        send(article)

    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}
    assert not any("body_html" in query["sql"] for query in queries)
    assert set(UseCount.objects.values_list()) == before
    assert OutgoingMail.objects.count() == mails


def test_a_repeat_of_what_is_stored_gets_the_same_answer_also_in_a_flood(
    article: Article, clock: Any
) -> None:
    first = send(article, text="Dit herken ik.", email="noor@voorbeeld.nl")
    for _time in range(9):
        send(article)
    assert send(article).status_code == 429

    again = send(article, text="Dit herken ik.", email="noor@voorbeeld.nl")

    assert (again.status_code, again["Location"]) == (first.status_code, first["Location"])
    assert Comment.objects.filter(text="Dit herken ik.").count() == 1


def test_the_same_words_in_another_form_of_that_day_are_stored_once(
    client: Client, article: Article, clock: Any
) -> None:
    for address in ("noor@voorbeeld.nl", "Noor@Voorbeeld.nl"):
        for minutes in (9, 2):
            opened = make_opening_time(timedelta(minutes=minutes))
            answer = client.post(address_of(article), typed(opened=opened, email=address))
            assert answer["Location"] == f"{address_of(article)}?verstuurd=bevestigen"
    assert Comment.objects.count() == 1
    assert OutgoingMail.objects.count() == 1


def test_other_words_another_place_and_another_person_are_stored_apart(
    client: Client, article: Article
) -> None:
    other = make_article()
    first = make_comment(article)
    for where, changes in (
        (article, {}),
        (article, {"text": "Dit herken ik ook."}),
        (article, {"email": "ties@voorbeeld.nl"}),
        (article, {"name": "Noor V."}),
        (article, {"op": first.pk}),
        (other, {}),
    ):
        assert client.post(address_of(where), typed(**changes)).status_code == 302
    assert Comment.objects.unconfirmed().count() == 6


def test_the_same_words_may_be_said_again_on_another_day(article: Article, clock: Any) -> None:
    words = {"text": "Mooi.", "email": "noor@voorbeeld.nl"}
    send(article, **words)
    clock.shift(timedelta(days=1))
    send(article, **words)
    assert Comment.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_20_times_at_once_is_one_comment_one_mail_and_20_equal_answers(
    article: Article,
) -> None:
    values = typed()

    answers = at_once(lambda _place: Client().post(address_of(article), values), range(20))

    said = {(answer.status_code, answer.headers.get("Location")) for answer in answers}
    assert said == {(302, f"{address_of(article)}?verstuurd=bevestigen")}
    assert Comment.objects.count() == 1
    assert OutgoingMail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_20_comments_sent_at_once_from_one_source_ten_are_stored(article: Article) -> None:
    answers = at_once(lambda _place: send(article), range(20))

    assert sorted(answer.status_code for answer in answers) == [302] * 10 + [429] * 10
    assert all(int(answer["Retry-After"]) <= 60 for answer in answers if "Retry-After" in answer)
    assert Comment.objects.count() == 10


@pytest.mark.django_db(transaction=True)
def test_a_double_click_on_an_answer_answers_once_and_says_so_twice(
    article: Article, coach: User
) -> None:
    make_author("Marit Zandstra", user=coach)
    comment = make_comment(article, state="pending")
    address = f"/admin/blog/comment/{comment.pk}/change/"
    desks = [Client(), Client()]
    for desk in desks:
        desk.force_login(coach)
    page = desks[0].get(address).content.decode()
    opened = page.split('name="opened" value="')[1].split('"')[0]
    sent = {"answer": "Begin klein.", "opened": opened, "_save": "1"}

    answers = at_once(lambda desk: desk.post(address, sent), desks)

    assert [answer.status_code for answer in answers] == [302, 302]
    for desk in desks:
        assert "Je antwoord staat op de site." in desk.get("/admin/").content.decode()
    assert Comment.objects.filter(parent=comment).count() == 1
    desks[0].post(address, sent | {"opened": "later"})
    assert Comment.objects.filter(parent=comment).count() == 2

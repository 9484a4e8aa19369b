"""Pages that cost much: each source may ask for them so often, and hears how long to wait."""

from collections.abc import Iterator

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from coaching_site.accounts.models import User
from coaching_site.models import UseCount
from tests.blog.test_comment_form import typed
from tests.factories import make_article
from tests.shown import document_of

pytestmark = pytest.mark.django_db
SEARCH = "/artikelen/zoeken/"
PREVIEW = "/voorbeeld/12.verzonnen/"
PASSKEY = "/account/2fa/webauthn/login/"
ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-05-04 10:00:00+02:00", tick=False) as clock:
        yield clock


def asked(client: Client, address: str, times: int) -> HttpResponse:
    """Ask so many times, and return the last answer."""
    return [client.get(address) for _time in range(times)][-1]


def test_a_search_too_many_keeps_its_words_and_says_how_long_to_wait(
    client: Client, clock: time_machine.Traveller
) -> None:
    address = f"{SEARCH}?q=rust+%26+<b>orde"
    assert asked(client, address, 30).status_code == 200

    answer = client.get(address)

    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert answer["Cache-Control"] == "no-store"
    assert document_of(answer).xpath("//main//input[@name='q']/@value") == ["rust & <b>orde"]
    assert "Zoek over een minuut opnieuw." in answer.content.decode()
    assert Client(**ELSEWHERE).get(address).status_code == 200
    clock.shift(60)
    assert client.get(address).status_code == 200


def test_many_sources_of_one_network_search_as_often_as_three(client: Client) -> None:
    for number in range(90):
        assert (
            client.get(f"{SEARCH}?q=rust", REMOTE_ADDR=f"2001:db8:1:{number}::1").status_code == 200
        )

    assert client.get(f"{SEARCH}?q=rust", REMOTE_ADDR="2001:db8:1:ffff::1").status_code == 429
    assert client.get(f"{SEARCH}?q=rust", REMOTE_ADDR="2001:db8:2::1").status_code == 200


def test_an_empty_search_is_not_counted(client: Client) -> None:
    client.get(SEARCH)
    assert not UseCount.objects.exists()


def test_tokens_are_tried_a_minute_so_often_and_then_answered_on_a_page_of_the_site(
    client: Client, clock: time_machine.Traveller
) -> None:
    assert asked(client, PREVIEW, 60).status_code == 404
    clock.shift(20)

    answer = client.get(PREVIEW)

    assert (answer.status_code, answer["Retry-After"]) == (429, "40")
    assert answer["Cache-Control"] == "no-store"
    page = document_of(answer)
    assert page.xpath("//h1/text()") == ["Dit werd te vaak gevraagd"]
    assert page.xpath("//*[@class='way-out']/a/@href") == ["/", SEARCH]
    assert "probeer het over een minuut opnieuw" in answer.content.decode()
    assert Client(**ELSEWHERE).get(PREVIEW).status_code == 404


def test_questions_for_a_passkey_fill_no_table_with_sessions(
    clock: time_machine.Traveller,
) -> None:
    for _time in range(40):
        clock.shift(0.5)
        answer = Client(headers={"X-Requested-With": "XMLHttpRequest"}).get(PASSKEY)

    assert (answer.status_code, answer["Retry-After"]) == (429, "41")
    assert Session.objects.count() == 30


def make_read_only() -> None:
    """Let this test's transaction be as on a database that may only be read."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_read_only = on")


@pytest.mark.parametrize(("address", "status"), [(f"{SEARCH}?q=rust", 200), (PREVIEW, 404)])
def test_while_the_database_is_read_only_reading_goes_on_uncounted(
    client: Client, address: str, status: int
) -> None:
    article = make_article("Rust in de klas", publish_at="2026-01-01T08:00Z")
    make_read_only()
    answer = client.get(address)
    assert answer.status_code == status
    if status == 200:
        assert article.title in document_of(answer).text_content()


@pytest.mark.parametrize("asked", ["comment", "question for a passkey", "passkey"])
def test_what_has_to_write_then_still_says_not_now(client: Client, asked: str) -> None:
    article = make_article(publish_at="2026-01-01T08:00Z")
    form = f"{article.get_absolute_url()}reageren/"
    client.raise_request_exception = False
    make_read_only()
    if asked == "comment":
        answer = client.post(form, typed())
    elif asked == "passkey":
        answer = client.post(PASSKEY, {"credential": "{}"})
    else:
        answer = client.get(PASSKEY, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 503


def test_staff_who_are_signed_in_are_never_stopped(client: Client, coach: User) -> None:
    assert asked(client, PREVIEW, 61).status_code == 404
    assert asked(client, f"{SEARCH}?q=rust", 31).status_code == 200

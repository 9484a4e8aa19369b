"""Requests in the admin as a list and as a board: what is open comes first, and one's own."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from coaching_site.accounts.models import User
from contact.models import Inquiry
from tests.factories import make_inquiry, make_offer, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/contact/inquiry/"
BOARD = f"{LIST}board/"
BOARD_QUERIES = 8


def listed(client: Client, query: str = "") -> list[Inquiry]:
    return list(client.get(f"{LIST}?{query}").context["cl"].result_list)


def columns(client: Client, query: str = "") -> dict[str, list[Inquiry]]:
    shown = client.get(f"{BOARD}?{query}").context["columns"]
    return {column.state: column.inquiries for column in shown}


def move(client: Client, inquiry: Inquiry, step: str, **more: str) -> int:
    return client.post(f"{LIST}{inquiry.pk}/move/", {"step": step} | more).status_code


def make_closed() -> Inquiry:
    return make_inquiry(state="closed", outcome="completed", text="Klaar")


def test_the_list_begins_with_what_is_too_late_then_what_waits_then_ones_own(
    client: Client, coach: User
) -> None:
    today = timezone.localdate()
    make_closed()
    later, late = (make_inquiry(answer_due=today + timedelta(days=days)) for days in (3, -1))
    planned = make_inquiry(state="planned", assignee=make_user("ander"))
    mine = make_inquiry(state="in_conversation", assignee=coach)
    added = make_inquiry(state="in_conversation", asker_waits_since=timezone.now())
    assert listed(client) == [late, later, added, mine, planned]
    assert listed(client, "show=mine") == [mine]


def test_what_is_closed_is_one_press_away_and_is_found_by_searching(
    client: Client, coach: User
) -> None:
    make_inquiry()
    closed = make_closed()
    assert listed(client, "show=closed") == [closed]
    assert len(listed(client, "show=all")) == 2
    assert listed(client, "q=klaar") == [closed]
    assert listed(client, "q=klaar&show=open") == []
    assert listed(client, "state__exact=closed") == [closed]


@pytest.mark.parametrize(
    ("query", "chosen"),
    [("", "Open"), ("show=mine", "Van mij"), ("q=vis", "Alle"), ("show=onzin", "Alle")],
)
def test_the_list_says_what_it_holds(client: Client, coach: User, query: str, chosen: str) -> None:
    page = client.get(f"{LIST}?{query}").content.decode()
    assert page.count('aria-current="true">') == 1
    assert f'aria-current="true">{chosen}</a>' in page


def test_the_board_has_a_column_for_each_state_and_can_show_ones_own(
    client: Client, coach: User
) -> None:
    new, closed = make_inquiry(), make_closed()
    mine = make_inquiry(state="planned", assignee=coach)
    nothing: dict[str, list[Inquiry]] = {"new": [], "in_conversation": [], "closed": []}
    assert columns(client) == nothing | {"new": [new], "planned": [mine], "closed": [closed]}
    assert columns(client, "mine=1") == nothing | {"planned": [mine]}


def test_a_full_column_says_how_many_more_there_are(client: Client, coach: User) -> None:
    for _ in range(22):
        make_inquiry()
    page = client.get(BOARD)
    assert len(page.context["columns"][0].inquiries) == 20
    assert '?state__exact=new">nog 2</a>' in page.content.decode()


def test_the_board_moves_a_request_on_and_comes_back_to_it(client: Client, coach: User) -> None:
    inquiry = make_inquiry()
    sent = {"step": "plan", "mine": "1"}
    response = client.post(f"{LIST}{inquiry.pk}/move/", sent)
    assert response["Location"] == f"{BOARD}?mine=1#inquiry-{inquiry.pk}"
    assert move(client, inquiry, "close", outcome="referred") == 302
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.outcome) == ("closed", "referred")
    kinds = [event.kind for event in inquiry.events.all()]
    assert kinds == ["planned", "closed"]


def test_the_board_refuses_in_words_what_cannot_be_done(client: Client, coach: User) -> None:
    inquiry = make_inquiry()
    move(client, inquiry, "reopen")
    said = client.get(BOARD).content.decode()
    assert f"Dat kan niet bij de huidige status: {inquiry.reference}." in said
    move(client, inquiry, "close", outcome="zomaar")
    assert "Kies eerst hoe het afliep en rond het dan af." in client.get(BOARD).content.decode()
    assert move(client, inquiry, "weggooien") == 404
    inquiry.refresh_from_db()
    assert inquiry.state == "new"
    inquiry.delete()
    assert client.post(f"{LIST}{2**62}/move/", {"step": "plan"}).status_code == 404


def test_the_board_is_for_those_who_see_requests_and_moved_by_those_who_change_them(
    client: Client,
) -> None:
    inquiry = make_inquiry()
    assert client.get(BOARD).status_code == 302
    client.force_login(make_user("schrijver"))
    assert client.get(BOARD).status_code == 403
    assert move(client, inquiry, "plan") == 403
    reader = make_user("lezer")
    reader.user_permissions.add(Permission.objects.get(codename="view_inquiry"))
    client.force_login(reader)
    page = client.get(BOARD).content.decode()
    assert inquiry.name in page
    assert 'name="step"' not in page
    assert move(client, inquiry, "plan") == 403
    assert client.get(f"{LIST}{inquiry.pk}/move/").status_code == 405


@pytest.mark.parametrize("number", [1, 15])
def test_the_board_costs_the_same_queries_however_much_stands_on_it(
    client: Client, coach: User, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for _ in range(number):
        make_inquiry(offer=make_offer(), assignee=coach)
        make_closed()
    client.get(BOARD)
    with django_assert_num_queries(BOARD_QUERIES):
        client.get(BOARD)


def test_a_narrowed_list_is_kept_under_a_name_without_what_was_searched(
    client: Client, coach: User
) -> None:
    late = make_inquiry(answer_due=timezone.localdate() - timedelta(days=1))
    make_inquiry()
    address = f"{LIST}save-list/?q=sanne&p=1&state__exact=new&answer=overdue"
    response = client.post(address, {"name": " Te  laat "}, follow=True)
    assert response.redirect_chain == [(f"{LIST}?answer=overdue&state__exact=new", 302)]
    assert list(response.context["cl"].result_list) == [late]
    page = response.content.decode()
    assert 'href="?answer=overdue&amp;state__exact=new" aria-current="true">Te laat</a>' in page
    client.post(address.replace("overdue", "waiting"), {"name": "Te laat"})
    assert [kept.query for kept in coach.saved_lists_of_requests.all()] == [
        "answer=waiting&state__exact=new"
    ]


@pytest.mark.parametrize(
    ("query", "name", "refusal"),
    [
        ("answer=overdue", " \u200b ", "Geef de lijst een naam."),
        ("answer=overdue", "a" * 41, "het zijn er nu 41"),
        ("q=sanne", "Sanne", "Maak de lijst eerst kleiner en bewaar hem dan."),
        (f"answer={'x' * 500}", "Lang", "Maak de lijst eerst kleiner en bewaar hem dan."),
    ],
)
def test_what_cannot_be_kept_is_said_beside_what_was_typed(
    client: Client, coach: User, query: str, name: str, refusal: str
) -> None:
    response = client.post(f"{LIST}save-list/?{query}", {"name": name})
    assert refusal in response.content.decode()
    assert response.context["form"]["name"].value() == name
    assert not coach.saved_lists_of_requests.exists()


def test_an_account_keeps_a_dozen_lists_and_forgets_only_its_own(
    client: Client, coach: User
) -> None:
    for number in range(13):
        client.post(f"{LIST}save-list/?year={2000 + number}", {"name": f"Lijst {number}"})
    assert coach.saved_lists_of_requests.count() == 12
    client.post(f"{LIST}save-list/?year=1999", {"name": "Lijst 3"})
    assert coach.saved_lists_of_requests.get(name="Lijst 3").query == "year=1999"
    others = make_user("ander").saved_lists_of_requests.create(name="Mijn", query="year=2020")
    assert client.post(f"{LIST}lists/{others.pk}/forget/").status_code == 404
    own = coach.saved_lists_of_requests.get(name="Lijst 3")
    assert client.post(f"{LIST}lists/{own.pk}/forget/").status_code == 302
    assert coach.saved_lists_of_requests.count() == 11
    client.force_login(make_user("schrijver"))
    assert client.get(f"{LIST}save-list/?year=2020").status_code == 403
    assert client.post(f"{LIST}lists/{others.pk}/forget/").status_code == 403


def test_what_somebody_added_stands_first_on_the_board_however_old(
    client: Client, coach: User
) -> None:
    old = make_inquiry(state="in_conversation", created_at=timezone.now() - timedelta(days=40))
    for _ in range(20):
        make_inquiry(state="in_conversation")
    old.add("Nog iets.", submission="een")
    assert columns(client)["in_conversation"][0] == old
    assert client.get(BOARD).content.decode().count("<em>vulde aan</em>") == 1


def test_danger_that_was_added_later_comes_first_and_says_so(client: Client, coach: User) -> None:
    inquiry = make_inquiry(state="in_conversation")
    make_inquiry(answer_due=timezone.localdate() - timedelta(days=1))
    inquiry.add("Hij wordt geslagen.", submission="een", read_first=True)
    assert listed(client)[0] == inquiry
    assert '<strong class="overdue">eerst lezen</strong>' in client.get(LIST).content.decode()
    inquiry.reply("Bel meteen 112.", by=coach)
    inquiry.add("Bedankt!", submission="twee")
    assert listed(client)[0] != inquiry


def test_a_saved_list_keeps_no_address_that_stood_in_the_address_bar(
    client: Client, coach: User
) -> None:
    address = f"{LIST}save-list/?email=sanne%40voorbeeld.nl&name__contains=Sanne&show=mine"
    client.post(address, {"name": "Van mij"})
    assert [kept.query for kept in coach.saved_lists_of_requests.all()] == ["show=mine"]

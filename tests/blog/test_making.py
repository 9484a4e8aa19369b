"""What an article is signed or arranged by is made where it is missed."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from blog.models import Author, Series, Topic
from tests.at_once import at_once
from tests.factories import make_author, make_user

pytestmark = pytest.mark.django_db
ADD = "/admin/blog/article/add/"


def address(field: str) -> str:
    return f"/admin/blog/article/make/{field}/"


@pytest.mark.parametrize(
    ("field", "model"), [("bylines", Author), ("chosen_topics", Topic), ("series", Series)]
)
def test_a_name_is_enough_to_make_one(desk: Client, field: str, model) -> None:
    answer = desk.post(address(field), {"name": " Vera\nde  Wit "})

    made = model.objects.get(slug="vera-de-wit")
    assert str(made) == "Vera de Wit"
    assert answer.json() == {"id": made.pk, "text": "Vera de Wit"}


def test_a_name_that_is_there_already_is_that_one(desk: Client) -> None:
    vera = make_author("Vera de Wit")

    answer = desk.post(address("bylines"), {"name": "vera de wit"})

    assert answer.json() == {"id": vera.pk, "text": "Vera de Wit"}
    assert Author.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("field", "model"), [("bylines", Author), ("chosen_topics", Topic)])
def test_a_double_click_makes_one(field: str, model) -> None:
    coach = make_user("coach", superuser=True)

    def click(name: str) -> int:
        client = Client()
        client.force_login(coach)
        answer = client.post(address(field), {"name": name})
        assert answer.status_code == 200
        return answer.json()["id"]

    assert len(set(at_once(click, ["Vera", "vera", "Vera", "VERA"]))) == 1
    assert model.objects.count() == 1


def test_a_second_one_of_almost_the_same_name_gets_an_address_of_its_own(desk: Client) -> None:
    make_author("Véra de Wit", slug="vera-de-wit")

    desk.post(address("bylines"), {"name": "Vera de Wit"})

    assert Author.objects.filter(slug="vera-de-wit-2").exists()


@pytest.mark.parametrize("name", ["", "\x00", "x" * 121])
def test_what_is_no_name_makes_nothing_and_says_so(desk: Client, name: str) -> None:
    answer = desk.post(address("bylines"), {"name": name})

    assert answer.status_code == 400
    assert answer.json()["error"]
    assert not Author.objects.exists()


def test_only_who_may_add_one_makes_one() -> None:
    writer, client = make_user(), Client()
    permissions = Permission.objects.filter(codename__in=["add_article", "view_author"])
    writer.user_permissions.set(permissions)
    client.force_login(writer)

    assert client.post(address("bylines"), {"name": "Vera"}).status_code == 403
    assert "data-make" not in client.get(ADD).content.decode()


def test_a_button_alone_makes_one_and_only_of_what_there_is(desk: Client) -> None:
    assert desk.get(address("bylines")).status_code == 405
    assert desk.post(address("images"), {"name": "Vera"}).status_code == 404


def test_no_second_window_is_opened_for_a_series(desk: Client) -> None:
    page = desk.get(ADD).content.decode()

    assert "data-make-words" in page
    assert 'id="add_id_series"' not in page

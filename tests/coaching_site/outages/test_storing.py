"""A form that met a lost connection: the page says no more than what anybody can know."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import LogEntry
from django.db import OperationalError, connection, transaction
from django.db.models import Model
from django.db.models.signals import post_save
from django.http import HttpResponse
from django.test import Client
from lxml import html

from blog.models import Comment, Topic
from coaching_site.accounts.models import User
from contact.models import Inquiry
from tests.factories import make_article, make_inquiry, make_opening_time, make_user

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "Bij ons in de klas werkte dit ook."


@pytest.fixture
def visitor() -> Client:
    """Return a browser that gets the error page and not the error."""
    return Client(raise_request_exception=False)


@pytest.fixture
def editor(visitor: Client) -> User:
    user = make_user(superuser=True)
    visitor.force_login(user)
    return user


def lose_connection() -> None:
    """End the process of PostgreSQL that serves us, and ask it something."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def after_commit() -> None:
    """Lose what COMMIT would have been answered with."""
    transaction.on_commit(lose_connection)


@contextmanager
def calling(something: Callable[[], None], model: type[Model]) -> Iterator[None]:
    """Let something happen as soon as such a row was written."""

    def call(**_signal: Any) -> None:
        something()

    post_save.connect(call, model)
    try:
        yield
    finally:
        post_save.disconnect(call, model)
        connection.close()


def heading(answer: HttpResponse) -> str:
    assert answer.status_code == 503
    return str(html.fromstring(answer.content.decode()).xpath("string(//h1)"))


def comment() -> dict[str, str]:
    return {
        "opened": make_opening_time(), "name": "Noor", "email": "noor@school.example", "text": TEXT,
    }  # fmt: skip


@pytest.mark.parametrize(("when", "stored"), [(lose_connection, 0), (after_commit, 1)])
@pytest.mark.parametrize("fragment", [{}, {"HX-Request": "true"}])
def test_a_comment_that_is_perhaps_stored_is_sent_again_and_stored_once(
    visitor: Client, when: Callable[[], None], stored: int, fragment: dict[str, str]
) -> None:
    make_article(slug="rust")
    address, fields = "/artikelen/rust/reageren/", comment()
    with calling(when, Comment):
        answer = visitor.post(address, fields, headers=fragment)

    assert Comment.objects.count() == stored
    assert heading(answer) == "Misschien niet verstuurd"
    # js/form_fragments.js shows the heading and what follows it.
    said = html.fromstring(answer.content.decode()).xpath("string(//h1/following::p[1])")
    assert "nooit twee keer bewaard" in said
    assert "is niets bewaard" not in answer.content.decode()
    for _time in range(2):
        visitor.post(address, fields, headers=fragment)
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(("when", "stored"), [(lose_connection, 0), (after_commit, 1)])
def test_who_saves_in_the_admin_is_asked_to_look_first(
    visitor: Client, editor: User, when: Callable[[], None], stored: int
) -> None:
    fields = {"name": "Orde houden", "slug": "orde-houden", "description": "Over orde in de klas"}
    with calling(when, Topic):
        answer = visitor.post("/admin/blog/topic/add/", fields)

    assert Topic.objects.count() == stored
    assert heading(answer) == "Misschien niet verstuurd"
    assert "Kijk eerst" in answer.content.decode()
    assert "nooit twee keer" not in answer.content.decode()


@contextmanager
def held(row: Model) -> Iterator[None]:
    """Let somebody else hold a row."""
    other, table = connection.copy(), row._meta.db_table
    with other.cursor() as theirs:
        other.set_autocommit(False)
        theirs.execute(f"SELECT 1 FROM {table} WHERE id = %s FOR UPDATE", [row.pk])  # noqa: S608 (ours)
        yield
    other.rollback()
    other.close()


def states() -> list[str]:
    return list(Inquiry.objects.order_by("pk").values_list("state", flat=True))


@pytest.mark.parametrize("action", ["start_conversation", "delete_selected"])
def test_what_is_done_with_many_rows_is_done_with_all_or_with_none(
    visitor: Client, editor: User, action: str
) -> None:
    both = [make_inquiry(), make_inquiry()]
    chosen = {ACTION_CHECKBOX_NAME: [one.pk for one in both], "action": action, "post": "yes"}
    with held(both[1]):
        answer = visitor.post("/admin/contact/inquiry/", chosen)

    assert heading(answer) == "Niet verstuurd"
    assert states() == ["new", "new"]
    assert LogEntry.objects.count() == 0
    assert visitor.post("/admin/contact/inquiry/", chosen).status_code == 302
    assert states() == (["in_conversation"] * 2 if action == "start_conversation" else [])


def test_accounts_are_deleted_all_or_none_too(visitor: Client, editor: User) -> None:
    both = [make_user(), make_user()]
    keys = [one.pk for one in both]
    chosen = {ACTION_CHECKBOX_NAME: keys, "action": "delete_selected", "post": "yes"}
    with held(both[1]):
        answer = visitor.post("/admin/accounts/user/", chosen)

    assert heading(answer) == "Niet verstuurd"
    assert User.objects.filter(pk__in=keys).count() == 2
    assert LogEntry.objects.count() == 0


def test_what_was_stored_before_somebody_elses_lock_is_told(visitor: Client, editor: User) -> None:
    inquiry = make_inquiry()

    def take_it_on() -> None:
        inquiry.start_conversation(by=editor)

    fields = {"name": "Orde houden", "slug": "orde-houden", "description": "Over orde in de klas"}
    with held(inquiry), calling(lambda: transaction.on_commit(take_it_on), Topic):
        answer = visitor.post("/admin/blog/topic/add/", fields)

    assert (Topic.objects.count(), states()) == (1, ["new"])
    assert heading(answer) == "Misschien niet verstuurd"


def test_nothing_is_stored_while_it_is_forbidden_and_the_page_is_sure_of_it(
    visitor: Client,
) -> None:
    make_article(slug="rust")
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
        try:
            answer = visitor.post("/artikelen/rust/reageren/", comment())
        finally:
            cursor.execute("SET default_transaction_read_only = off")

    assert Comment.objects.count() == 0
    assert heading(answer) == "Niet verstuurd"
    assert "is niets bewaard" in answer.content.decode()


def test_a_connection_that_was_lost_before_anything_was_written_leaves_no_doubt(
    visitor: Client,
) -> None:
    make_article(slug="rust")
    fields = comment()
    with connection.cursor() as cursor, suppress(OperationalError):
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    answer = visitor.post("/artikelen/rust/reageren/", fields)
    connection.close()
    assert heading(answer) == "Niet verstuurd"
    assert Comment.objects.count() == 0

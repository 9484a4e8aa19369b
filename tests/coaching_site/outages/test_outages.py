"""One bad moment of the database: an answer soon, in plain words, with all that was typed."""

import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import Error as DatabaseError
from django.db import OperationalError, connection, connections, transaction
from django.test import Client
from lxml import html
from pytest_django import Settings

from blog.models import Article, Comment
from coaching_site.accounts.models import User
from coaching_site.environment import BASE_DIR
from coaching_site.outages.kinds import Outage, outage_behind
from coaching_site.outages.middleware import DATABASE_IS_STUCK
from coaching_site.outages.time_limits import wait_for_nobody
from contact.inquiry_mails import announce
from contact.models import Inquiry
from tests.factories import make_article, make_comment, make_inquiry

TEXT = "Bij ons in de klas <b>werkte</b> dit ook.\nMet de deur open."


@contextmanager
def database_away(error: Exception | None = None) -> Iterator[None]:
    """Let every query fail as it does when the server is gone."""

    def refuse(*_query: Any) -> None:
        raise error or OperationalError("the connection is closed")

    with connection.execute_wrapper(refuse):
        yield


@contextmanager
def row_held(table: str, pk: int) -> Iterator[None]:
    """Let somebody else hold a row."""
    other = connection.copy()
    with other.cursor() as theirs:
        other.set_autocommit(False)
        theirs.execute(f"SELECT 1 FROM {table} WHERE id = %s FOR UPDATE", [pk])  # noqa: S608 (ours)
        yield
    other.rollback()
    other.close()


@pytest.fixture
def visitor() -> Client:
    """Return a browser that gets the error page and not the error."""
    return Client(raise_request_exception=False)


@pytest.fixture
def article(db: None) -> Article:
    return make_article("Rust", slug="rust")


def typed(visitor: Client, article: Article) -> dict[str, str]:
    form = visitor.get(f"/artikelen/{article.slug}/reageren/").context["form"]
    return {
        "opened": form["opened"].value(), "name": "Noor", "email": "noor@school.example",
        "text": TEXT,
    }  # fmt: skip


def test_a_page_that_cannot_be_made_says_when_to_come_back(
    visitor: Client, db: None, settings: Settings
) -> None:
    settings.PRACTICE_TELEPHONE = "020 123 45 67"
    with database_away():
        answer = visitor.get("/artikelen/")

    page = answer.content.decode()
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert answer["Cache-Control"] == "no-store"
    assert "Zo terug" in page
    assert "020 123 45 67" in page


def test_the_page_leads_to_no_other_site(visitor: Client, db: None) -> None:
    with database_away():
        page = html.fromstring(visitor.get("/", PATH_INFO="//elders.example/x").content)
    assert page.xpath("//a/@href") == ["/%2Felders.example/x"]


def test_the_page_needs_nothing_else_of_the_site(visitor: Client, db: None) -> None:
    with database_away():
        answer = visitor.get("/artikelen/")

    page = html.fromstring(answer.content)
    assert page.xpath("//link | //script | //img | //@style | //@src") == []
    style = page.xpath("string(//style)").encode()
    digest = b64encode(sha256(style).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in answer["Content-Security-Policy"]


def test_what_was_not_stored_is_there_to_be_sent_again(visitor: Client, article: Article) -> None:
    address, fields = f"/artikelen/{article.slug}/reageren/", typed(visitor, article)
    with database_away():
        answer = visitor.post(address, fields)

    assert answer.status_code == 503
    page = html.fromstring(answer.content.decode())
    assert page.xpath("string(//h1)") == "Niet verstuurd"
    (form,) = page.forms
    assert form.action == address
    # A browser leaves out the line break with which a text area begins.
    assert dict(form.form_values()) == fields | {"text": f"\n{TEXT}"}


def test_what_another_site_sent_never_stands_in_the_page(article: Article) -> None:
    visitor = Client(raise_request_exception=False, enforce_csrf_checks=True)
    with database_away():
        answer = visitor.post(f"/artikelen/{article.slug}/reageren/", {"text": TEXT})
    assert answer.status_code == 503
    assert "werkte" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/account/login/", "/contact/"])
def test_a_password_never_stands_in_the_page(visitor: Client, db: None, address: str) -> None:
    with database_away():
        answer = visitor.post(address, {"name": "coach", "password1": "geheim en lang"})
    assert answer.status_code == 503
    assert "geheim" not in answer.content.decode()


def test_a_database_that_is_stuck_is_not_asked(
    visitor: Client, article: Article, django_assert_num_queries: Any
) -> None:
    stuck, fields = {DATABASE_IS_STUCK: True}, typed(visitor, article)
    with django_assert_num_queries(0):
        page = visitor.get("/artikelen/", **stuck)
        sent = visitor.post(f"/artikelen/{article.slug}/reageren/", fields, **stuck)
        others = [
            visitor.get("/artikelen/", headers={"cookie": "sessionid=verzonnen"}, **stuck),
            visitor.post("/is-er-niet/", **stuck),
            Client(enforce_csrf_checks=True).post("/contact/", {"text": TEXT}, **stuck),
            Client(enforce_csrf_checks=True).post("/account/login/", **stuck),
        ]
    assert {answer.status_code for answer in (page, sent, *others)} == {503}
    assert "Met de deur open." in sent.content.decode()


def test_a_mistake_of_the_site_is_no_outage(visitor: Client, db: None) -> None:
    with database_away(DatabaseError("relation does not exist")):
        assert visitor.get("/artikelen/").status_code == 500


SAID_BY_POSTGRESQL = {
    "SET LOCAL statement_timeout = '20ms'; SELECT pg_sleep(5)": Outage.AWAY,
    "SET LOCAL transaction_read_only = on; DELETE FROM blog_comment": Outage.READ_ONLY,
    "SELECT pg_terminate_backend(pg_backend_pid())": Outage.AWAY,
    "SELECT 1 / 0": None,
    "SELECT nothing": None,
    "SELECT 'a'::int": None,
}


def run_in_a_transaction(statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements.split("; "):
            cursor.execute(statement)


@pytest.mark.parametrize("statement", SAID_BY_POSTGRESQL)
@pytest.mark.django_db(transaction=True)
def test_what_postgresql_says_tells_an_outage_from_a_mistake(statement: str) -> None:
    with pytest.raises(DatabaseError) as raised:
        run_in_a_transaction(statement)
    assert outage_behind(raised.value) == SAID_BY_POSTGRESQL[statement]


def hold_without_waiting(comment: Comment) -> None:
    with transaction.atomic():
        wait_for_nobody()
        list(Comment.objects.select_for_update().filter(pk=comment.pk))


@pytest.mark.django_db(transaction=True)
def test_who_waits_for_somebody_else_hears_so_after_a_moment(visitor: Client) -> None:
    comment = make_comment(make_article("Rust"), state="pending")
    with row_held("blog_comment", comment.pk), pytest.raises(OperationalError) as raised:
        hold_without_waiting(comment)
    assert outage_behind(raised.value) is Outage.LOCKED
    with database_away(raised.value):
        page = visitor.post("/artikelen/rust/reageren/", {"text": TEXT}).content.decode()
    assert "Iemand anders bewaart op dit moment hetzelfde" in page


@pytest.mark.parametrize("way", ["by itself", "with others"])
@pytest.mark.django_db(transaction=True)
def test_deleting_what_a_mail_is_being_sent_about_says_so_at_once(
    visitor: Client, coach: User, way: str
) -> None:
    inquiry, address = make_inquiry(), "/admin/contact/inquiry/"
    announce(inquiry)
    visitor.force_login(coach)
    sent = {"post": "yes"}
    if way == "by itself":
        address += f"{inquiry.pk}/delete/"
    else:
        sent |= {ACTION_CHECKBOX_NAME: str(inquiry.pk), "action": "delete_selected"}
    with row_held("outbox_outgoingmail", inquiry.mails.all()[0].pk):
        started = time.monotonic()
        answer = visitor.post(address, sent)
        assert time.monotonic() - started < 1.4  # and not as long as a save waits

    assert answer.status_code == 503
    assert "Iemand anders" in answer.content.decode()
    assert Inquiry.objects.count() == 1
    assert visitor.post(address, sent).status_code == 302
    assert Inquiry.objects.count() == 0


def shown(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
def test_the_database_gives_up_in_time() -> None:
    assert [shown("lock_timeout"), shown("statement_timeout")] == ["1500ms", "10s"]
    options = connections.settings["default"]["OPTIONS"]
    assert (options["connect_timeout"], options["tcp_user_timeout"]) == (2, 2_000)


@pytest.mark.parametrize(
    ("module", "limited"), [("coaching_site.wsgi", True), ("coaching_site.urls", False)]
)
def test_whoever_serves_visitors_is_limited_and_commands_are_not(
    module: str, limited: bool
) -> None:
    program = (
        "import django; django.setup(); from django.db import connections; "
        f"import {module}; print(connections.settings['default']['OPTIONS'])"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=BASE_DIR, capture_output=True, text=True, check=True
    )
    assert ("lock_timeout=1500ms" in said.stdout) is limited

"""What a request meets before Django, through the server that is used and its configuration."""

import html
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from coaching_site.http.middleware import MOST_READ
from coaching_site.images.reencoding import MAX_BYTES
from tests.gunicorn_server import GunicornServer, address_of_test_database, gunicorn_server

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/blog/image/upload/"
CACHED = {"SITE_MODE": "test", "PAGE_CACHE_MEGABYTES": "4"}


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[GunicornServer]:
    """The site with the database of the tests, pages kept in memory."""
    with django_db_blocker.unblock():
        database = address_of_test_database()
    folder = tmp_path_factory.mktemp("gunicorn")
    with gunicorn_server(folder, DATABASE_URL=database, **CACHED) as server:
        yield server


@pytest.fixture(scope="module")
def without_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GunicornServer]:
    """The site while PostgreSQL is away."""
    folder = tmp_path_factory.mktemp("without_database")
    nowhere = "postgres://nobody@127.0.0.1:1/nothing"
    with gunicorn_server(folder, DATABASE_URL=nowhere, **CACHED) as server:
        yield server


def test_gunicorn_leaves_nothing_in_the_home_folder_of_its_account(tmp_path: Path) -> None:
    """The account may not write in it, and whoever can reach a socket there could end the site."""
    home = tmp_path / "home"
    home.mkdir()
    nowhere = "postgres://nobody@127.0.0.1:1/nothing"
    lone = CACHED | {"DATABASE_URL": nowhere, "HOME": str(home), "XDG_RUNTIME_DIR": ""}
    with gunicorn_server(tmp_path, **lone) as server:
        assert server.ask("/healthz").text == "ok"
    assert list(home.iterdir()) == []
    assert "ERROR" not in (tmp_path / "gunicorn.log").read_text()


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {"Host": "elders.nl"}),
        ("/artikelen/", {"Host": "elders.nl"}),
        ("/contact/", {"Host": "127.0.0.1.elders.nl"}),
        ("/", {"Host": "elders.nl", "Cookie": "sessionid=abc"}),
        ("/", {"Host": "@"}),
        ("/?q=%00", {}),
    ],
    ids=str,
)
def test_what_cannot_be_answered_is_a_400_also_without_a_database(
    without_database: GunicornServer, path: str, headers: dict[str, str]
) -> None:
    answer = without_database.ask(path, headers)
    assert answer.status == 400
    assert "Dit verzoek was niet te lezen" in answer.text
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    "header",
    [
        {"SCRIPT_NAME": "/evil"},
        {"SCRIPT_NAME": "/artikelen"},
        {"Script_Name": "/artikelen"},
        {"SCRIPT-NAME": "/artikelen"},
        {"PATH_INFO": "/admin/"},
        {"PATH-INFO": "/admin/"},
        {"SCRIPT_NAME": "/artikelen", "PATH_INFO": "/admin/"},
        {"REMOTE_USER": "coach"},
    ],
    ids=str,
)
def test_no_header_moves_the_site_to_another_address(
    served: GunicornServer, header: dict[str, str]
) -> None:
    for path in ("/artikelen/", "/artikelen", "/artikelenadmin/"):
        plain, moved = served.ask(path), served.ask(path, header)
        assert plain.status == {"/artikelen/": 200, "/artikelen": 301}.get(path, 404)
        assert (moved.status, moved.body) == (plain.status, plain.body)
        assert moved.headers.get("Location") == plain.headers.get("Location")


@pytest.mark.django_db(transaction=True)
def test_an_upload_that_is_too_large_is_answered_in_words(
    served: GunicornServer, desk: Client
) -> None:
    """Whoever answers before the end breaks the connection, and a browser shows no word of it."""
    headers = {
        "Content-Type": "multipart/form-data; boundary=x",
        "Cookie": f"sessionid={desk.cookies['sessionid'].value}",
    }
    answer = served.ask(UPLOAD, headers, method="POST", body=b"x" * (MAX_BYTES + 10_000_000))
    assert answer.status == 413
    assert json.loads(answer.body)["message"] == "Dit bestand is te groot: hoogstens 20 MB."


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("POST", UPLOAD, 401, "Je bent niet meer ingelogd."),
        ("POST", "/account/login/", 413, "Dit is te veel in één keer"),
        ("POST", "/over/", 413, "Dit is te veel in één keer"),
        ("POST", "/bestaat/niet/", 404, "Deze pagina bestaat niet"),
        ("OPTIONS", "/robots.txt", 405, ""),
    ],
)
def test_so_is_everything_else_that_is_refused_before_it_was_read(
    served: GunicornServer, method: str, path: str, status: int, words: str
) -> None:
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"csrftoken={'a' * 32}",
    }
    answer = served.ask(path, headers, method=method, body=b"x" * 12_000_000)
    assert answer.status == status
    assert words in html.unescape(answer.text)


def test_what_promises_more_than_anybody_needs_is_not_waited_for(served: GunicornServer) -> None:
    answer = served.ask(UPLOAD, {"Content-Length": str(MOST_READ + 1)}, method="POST")
    assert answer.status == 401

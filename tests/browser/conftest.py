"""A real Chromium that looks at a real server, and fails whatever makes it complain."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from coaching_site.accounts.models import User
from tests.factories import make_author, make_image_file, make_user

# Playwright keeps an event loop in this thread; Django's queries here are synchronous all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A busy machine is no broken promise.
expect.set_options(timeout=20_000)
LONGEST_ANSWER = 10.0  # seconds
LOCAL_SCHEMES = {"data", "blob", "about"}
PHONE = (390, 844)
# Programs are recognised by their speed; a test has to take its time too.
A_MOMENT = 2_100
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

type SignIn = Callable[[User], None]


def chromium_path() -> str | None:
    """Return the Chromium in `CHROMIUM` or on the path; None means Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    return str(found) if found else None


def windowless_path() -> str | None:
    """Return the Chromium without a window of its own, which is a third faster, if there is one."""
    return shutil.which("chromium-headless-shell") or chromium_path()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium for one file: Playwright's event loop may not outlive the browser tests."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=windowless_path(), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def window_size() -> tuple[int, int]:
    """Override in a test module or by `parametrize` to look through another window."""
    return (1440, 900)


@pytest.fixture
def media_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def answered(live_server: LiveServer) -> Iterator[None]:
    """Let the server end what it was asked before the next test finds the database as it was."""
    yield
    give_up = time.monotonic() + LONGEST_ANSWER
    while time.monotonic() < give_up and any(
        "process_request_thread" in thread.name for thread in threading.enumerate()
    ):
        time.sleep(0.005)


@pytest.fixture
def window(
    browser: Browser,
    live_server: LiveServer,
    window_size: tuple[int, int],
    media_folder: Path,
    answered: None,
) -> Iterator[BrowserContext]:
    width, height = window_size
    context = browser.new_context(
        base_url=live_server.url,
        locale="nl-NL",
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
    )
    yield context
    context.close()


@pytest.fixture
def complaints(window: BrowserContext, live_server: LiveServer) -> list[str]:
    """Collects what no page may cause: console errors, script errors, foreign requests, failures.

    Chromium reports violations of the content security policy as console errors. A test that means
    to cause one empties the list.
    """
    found: list[str] = []
    own_host = urlsplit(live_server.url).netloc

    def on_console(message: ConsoleMessage) -> None:
        # A page behind another does not paint, so that no font of it is used in time.
        is_font_not_painted = "was preloaded using link preload" in message.text
        if message.type in {"error", "warning"} and not is_font_not_painted:
            found.append(f"console: {message.text}")

    def on_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in LOCAL_SCHEMES and parts.netloc != own_host:
            found.append(f"foreign request: {request.url}")

    window.on("console", on_console)
    window.on("weberror", lambda error: found.append(f"script: {error.error}"))
    window.on("request", on_request)
    return found


@pytest.fixture
def page(window: BrowserContext, complaints: list[str]) -> Iterator[Page]:
    """A page in which nothing may go wrong, from the first request to the end of the test."""
    yield window.new_page()
    assert complaints == []


@pytest.fixture
def plain_page(browser: Browser, live_server: LiveServer, answered: None) -> Iterator[Page]:
    """A page in a browser that runs no JavaScript."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def sign_in(window: BrowserContext, live_server: LiveServer) -> SignIn:
    """Give the window the session of a user, as signing in does."""

    def start_session(user: User) -> None:
        client = Client()
        client.force_login(user, backend=django_settings.AUTHENTICATION_BACKENDS[0])
        name = django_settings.SESSION_COOKIE_NAME
        session = client.cookies[name].value
        window.add_cookies([{"name": name, "value": session, "url": live_server.url}])

    return start_session


@pytest.fixture
def coach(sign_in: SignIn) -> User:
    """Sign in who may do everything and writes under a name."""
    user = make_user("coach", superuser=True)
    make_author("Mirthe", user=user)
    sign_in(user)
    return user


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Return an image whose file is named after a child, as files of schools are."""
    path = tmp_path / "Anna van Dijk.jpg"
    path.write_bytes(make_image_file((600, 400)).read())
    return path


@pytest.fixture
def photos(photo: Path) -> list[Path]:
    """Return three images that are not the same."""
    paths = [photo, *(photo.with_stem(f"Anna van Dijk {number}") for number in (2, 3))]
    for number, path in enumerate(paths[1:]):
        path.write_bytes(make_image_file((500 - 100 * number, 400)).read())
    return paths

"""People who read, comment and ask as a browser does, each from an address of their own.

All of 127.0.0.0/8 is this machine, so nginx really sees them come from different sources.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from math import inf
from threading import Event, Thread
from typing import Any
from urllib.parse import urlencode, urlsplit

from blog.conversations.confirming import proof_of
from coaching_site.forms.spam_traps import SHORTEST

PATIENCE = 60  # seconds
CHOSEN = {"radio", "checkbox", "submit"}  # sent only where somebody chose it
READERS, REQUESTS_PER_SECOND = 4, 20
COMMENT_FORM, REQUEST_FORM = "/artikelen/vijf-reacties/reageren/", "/contact/"
# From memory and made anew, with the database and without.
PAGES = (
    "/",
    "/artikelen/",
    "/artikelen/vijf-reacties/",
    "/artikelen/zoeken/?q=rooster",
    "/contact/",
    "/healthz",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody got; a `status` of 0 is no answer at all."""

    status: int
    milliseconds: float
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str = ""

    @property
    def is_taken(self) -> bool:
        """Tell whether a form was taken: its visitor is sent on."""
        return self.status in {302, 303}


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it stands in a page, with what is filled in already."""

    action: str
    fields: Mapping[str, str]
    opened_at: float


class Visitor:
    """Somebody with a browser; `source` is where they come from."""

    def __init__(self, site: str, source: str, cookies: Mapping[str, str] | None = None) -> None:
        self._host, self._source = urlsplit(site).netloc, source
        self._cookies = dict(cookies or {})

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def open_form(self, path: str) -> Form:
        """Open the page of a form; raises ValueError where there is none."""
        return form_in(path, self.get(path).text)

    def send(self, form: Form, **typed: str) -> Answer:
        """Send a form, not sooner than a person could have typed it."""
        time.sleep(max(0.0, form.opened_at + SHORTEST.total_seconds() + 0.1 - time.monotonic()))
        return self._ask("POST", form.action, urlencode({**form.fields, **typed}))

    def comment(self, text: str) -> Answer:
        return self.send(self.open_form(COMMENT_FORM), **comment(text))

    def ask_for_coaching(self, text: str) -> Answer:
        return self.send(self.open_form(REQUEST_FORM), **request(text))

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begun = time.perf_counter()
        caller = HTTPConnection(self._host, timeout=PATIENCE, source_address=(self._source, 0))
        try:
            caller.request(method, path, body, headers)
            response = caller.getresponse()
            text = response.read().decode()
        except (HTTPException, OSError):
            return Answer(0, 1_000 * (time.perf_counter() - begun))
        finally:
            caller.close()
        for cookie in response.headers.get_all("Set-Cookie", []):
            self._cookies |= {name: kept.value for name, kept in SimpleCookie(cookie).items()}
        milliseconds = 1_000 * (time.perf_counter() - begun)
        return Answer(response.status, milliseconds, dict(response.headers), text)


def comment(text: str, email: str = "lezer@voorbeeld.nl") -> dict[str, str]:
    """Return what somebody types who comments from a device that confirmed the address."""
    return {"name": "Lezer", "email": email, "text": text, "confirmation": proof_of(email)}


def request(text: str, email: str = "juf@voorbeeld.nl") -> dict[str, str]:
    """Return what somebody types who asks for coaching."""
    answers = {"role": "teacher", "preferred_contact": "email", "consent": "on"}
    return {"name": "Juf", "email": email, "text": text, **answers}


def form_in(path: str, page: str) -> Form:
    """Return the largest form of a page that is sent by POST; raises ValueError where none is."""
    reader = _FormReader()
    reader.feed(page)
    if not reader.forms:
        raise ValueError(f"There is no form at {path}.")
    action, fields = max(reader.forms, key=lambda form: len(form[1]))
    return Form(action or path, fields, time.monotonic())


class _FormReader(HTMLParser):
    """Finds what a browser would send of each form that is sent by POST."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self._fields: dict[str, str] | None = None
        self._textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "form" and values.get("method") == "post":
            self._fields = {}
            self.forms.append((values.get("action") or "", self._fields))
        name = values.get("name")
        if self._fields is None or not name:
            return
        is_chosen = values.get("type") not in CHOSEN or "checked" in values
        if tag == "input" and is_chosen:
            self._fields[name] = values.get("value") or ""
        elif tag == "textarea":
            self._textarea, self._fields[name] = name, ""

    def handle_data(self, data: str) -> None:
        if self._textarea and self._fields is not None:
            self._fields[self._textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._fields is not None:
            # A line break right after the tag is none of the text (HTML, 13.1.2.5).
            self._fields[self._textarea] = self._fields[self._textarea].removeprefix("\n")
            self._textarea = ""
        elif tag == "form":
            self._fields = None


@contextmanager
def reading(site: str, readers: int = READERS) -> Iterator[list[Answer]]:
    """Let readers ask for one page after another; give the list to which their answers come.

    However many they are, together they ask as often: many are needed where some wait for long.
    """
    answers: list[Answer] = []
    end = Event()

    def read(number: int) -> None:
        reader = Visitor(site, f"127.0.1.{number + 1}")
        due = time.monotonic() + number / REQUESTS_PER_SECOND
        while not end.wait(max(0.0, due - time.monotonic())):
            answers.append(reader.get(PAGES[number % len(PAGES)]))
            number += 1
            due = max(due + readers / REQUESTS_PER_SECOND, time.monotonic() - 1)

    with running([Thread(target=read, args=(number,)) for number in range(readers)], end):
        yield answers


@contextmanager
def running(threads: list[Thread], end: Event | None = None) -> Iterator[None]:
    """Start threads, and wait for their end at the end."""
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        if end:
            end.set()
        for thread in threads:
            thread.join()


def percentile(answers: Sequence[Answer], share: float) -> float:
    """Return the milliseconds within which so large a share was answered; of none, for ever."""
    taken = sorted(answer.milliseconds for answer in answers)
    return taken[int(share * (len(taken) - 1))] if taken else inf


def at_once(doings: list[Any]) -> list[Any]:
    """Do several things at the same moment; return what each gave, in their order."""
    results: dict[int, Any] = {}
    threads = [
        Thread(target=lambda place, doing: results.update({place: doing()}), args=(place, doing))
        for place, doing in enumerate(doings)
    ]
    with running(threads):
        pass
    return [results[place] for place in range(len(doings))]


def ordinary(visitor: Visitor, text: str) -> list[Answer]:
    """Comment once and ask once; the answers of both."""
    return [
        visitor.comment(f"Een gewone reactie, {text}"),
        visitor.ask_for_coaching(f"Een gewone vraag, {text}"),
    ]

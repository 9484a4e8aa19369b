"""The readers of the environment, each with what it takes and what it refuses."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from coaching_site import environment

VARIABLE = "SOME_VARIABLE"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that puts a value in the variable and has it read."""

    def with_value(reader: str, value: str, *arguments: Any, **options: Any) -> Any:
        monkeypatch.setenv(VARIABLE, value)
        return getattr(environment, reader)(VARIABLE, *arguments, **options)

    return with_value


def test_words_are_taken_apart_at_their_commas(read: Any) -> None:
    assert read("listed", "www.praktijk.example, praktijk.example,") == [
        "www.praktijk.example",
        "praktijk.example",
    ]


def test_numbers_and_flags_are_read_as_such(read: Any) -> None:
    assert read("number", "3600", default=1) == 3600
    assert read("flag", "false", default=True) is False
    assert read("time_zone", "Europe/Brussels", default="Europe/Amsterdam") == "Europe/Brussels"


def test_a_database_is_found_by_its_host_or_its_socket(read: Any) -> None:
    network = read("database", "postgres://noor:g%40heim@db.example:6432/site?sslmode=require")
    assert (network["HOST"], network["PORT"], network["NAME"]) == ("db.example", 6432, "site")
    assert (network["USER"], network["PASSWORD"]) == ("noor", "g@heim")
    assert network["OPTIONS"] == {"sslmode": "require"}
    socket = read("database", "postgres://noor@//run/postgresql/site")
    assert (socket["HOST"], socket["NAME"], socket["USER"]) == ("/run/postgresql", "site", "noor")


MAIL_SERVERS = [
    ("smtp://mail.example", {"port": 25}),
    ("smtp+tls://mail.example", {"port": 587, "use_tls": True}),
    ("smtp+ssl://mail.example", {"port": 465, "use_ssl": True}),
    ("smtp+tls://noor%40x:g%2Fheim@mail.example:2525", {"port": 2525, "use_tls": True}),
]


@pytest.mark.parametrize(("value", "expected"), MAIL_SERVERS)
def test_a_mail_server_says_how_it_is_spoken_to(
    read: Any, value: str, expected: dict[str, Any]
) -> None:
    options = read("mail_server", value)
    person = ("noor@x", "g/heim") if "@" in value else ("", "")
    assert (options.pop("username"), options.pop("password")) == person
    assert options == {"host": "mail.example", **expected}


@pytest.mark.parametrize(
    ("value", "sender"),
    [
        ("praktijk@praktijk.example", "praktijk@praktijk.example"),
        ("Kantlijn <praktijk@praktijk.example>", "Kantlijn <praktijk@praktijk.example>"),
        ("Ruimte, Zoë <a@praktijk.example>", '"Ruimte, Zoë" <a@praktijk.example>'),
        ('"Ruimte: Zoë" <a@praktijk.example>', '"Ruimte: Zoë" <a@praktijk.example>'),
    ],
)
def test_a_sender_may_have_a_name_with_any_signs(read: Any, value: str, sender: str) -> None:
    assert read("mail_sender", value) == sender


def test_a_telephone_number_is_kept_as_it_is_written(read: Any) -> None:
    assert read("telephone", "+31 (0)6 12345678") == "+31 (0)6 12345678"
    assert read("telephone", "") == ""


REFUSED = [
    ("required", "", ()),
    ("choice", "fy", (("nl", "en"), "nl")),
    ("number", "een jaar", (1,)),
    ("listed", "", ()),
    ("time_zone", "Europe/Amsterdm", ("Europe/Amsterdam",)),
    ("time_zone", "localtime", ("Europe/Amsterdam",)),
    ("database", "postgres://host", ()),
    ("database", "postgres:///site", ()),
    ("database", "mysql://host/site", ()),
    ("database", "postgres://host:port/site", ()),
    ("mail_server", "mail.example", ()),
    ("mail_server", "imap://mail.example", ()),
    ("mail_server", "smtp://mail.example:port", ()),
    ("mail_sender", "", ()),
    ("mail_sender", "Praktijk", ()),
    ("mail_sender", "Praktijk <praktijk>", ()),
    ("mail_sender", "a@praktijk.example, b@praktijk.example", ()),
    ("telephone", "06 12345678 na 16.00", ()),
    ("telephone", "bel ons", ()),
]


@pytest.mark.parametrize(("reader", "value", "arguments"), REFUSED)
def test_a_value_that_cannot_be_meant_names_its_variable(
    read: Any, reader: str, value: str, arguments: tuple[Any, ...]
) -> None:
    with pytest.raises(ImproperlyConfigured, match=VARIABLE):
        read(reader, value, *arguments)


@pytest.mark.parametrize(
    "value", ["praktijk.example", "https://", "ftp://a", "https://a/map", "https://a?b"]
)
def test_the_address_of_the_site_ends_after_its_host(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=VARIABLE):
        environment.web_address(VARIABLE, value)


def test_the_address_of_the_site_loses_its_last_slash() -> None:
    assert environment.web_address(VARIABLE, "https://a.example/") == "https://a.example"

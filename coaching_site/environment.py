"""Strict readers of the environment: a wrong value stops the start and names itself."""

import os
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit
from zoneinfo import available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured

from coaching_site.text.telephone_numbers import in_e164

BASE_DIR = Path(__file__).resolve().parent.parent
ENV_FILE = BASE_DIR / ".env"

# Scheme of a mail server: the port it usually has, and how the connection is encrypted.
MAIL_SCHEMES: dict[str, tuple[int, dict[str, bool]]] = {
    "smtp": (25, {}),
    "smtp+tls": (587, {"use_tls": True}),
    "smtp+ssl": (465, {"use_ssl": True}),
}

env = environ.Env()
environ.Env.read_env(ENV_FILE)


def ignored(*names: str) -> list[str]:
    """Take these variables for not set from here on; return which of them were."""
    return [name for name in names if os.environ.pop(name, "")]


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    """Return the value of a variable that knows only the allowed words."""
    value: str = env.str(name, default=default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def number(name: str, default: int) -> int:
    """Return the whole number in a variable."""
    value = env.str(name, default=str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from error


def flag(name: str, *, default: bool) -> bool:
    """Return the yes or no in a variable; a misspelt one is an error, never a silent no."""
    return choice(name, ("true", "false"), "true" if default else "false") == "true"


def required(name: str) -> str:
    """Return the value of a variable without which the site must not start."""
    value: str = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set; see .env.example.")
    return value


def listed(name: str) -> list[str]:
    """Return the words of a required variable that are separated by commas."""
    return [word.strip() for word in required(name).split(",") if word.strip()]


def web_address(name: str, value: str) -> str:
    """Return the address of a site without a slash at its end."""
    parts = _split(name, value, ("http", "https"))
    if parts.path not in {"", "/"} or parts.query:
        raise ImproperlyConfigured(f"{name} must end after the name of the host.")
    return value.rstrip("/")


def optional_address(name: str) -> str:
    """Return an address of the web, or nothing where none is set."""
    value: str = env.str(name, default="")
    if value:
        _split(name, value, ("http", "https"))
    return value


def database(name: str) -> dict[str, Any]:
    """Return Django's settings for the PostgreSQL database in a variable.

    A server behind a socket has its folder in the path: `postgres://user@//run/postgresql/name`.
    """
    parts = _split(name, required(name), ("postgres", "postgresql"), needs_host=False)
    has_socket = parts.path.startswith("//")
    if not (parts.hostname or has_socket) or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} must name a server and a database, see .env.example.")
    settings: dict[str, Any] = env.db_url(name, engine="django.db.backends.postgresql")
    return settings


def mail_server(name: str) -> dict[str, Any]:
    """Return the options of Django's SMTP backend for the server in a variable."""
    parts = _split(name, required(name), tuple(MAIL_SCHEMES))
    port, encryption = MAIL_SCHEMES[parts.scheme]
    return {
        "host": parts.hostname,
        "port": parts.port or port,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        **encryption,
    }


def mail_sender(name: str) -> str:
    """Return a required mail address, alone or behind a name with any signs in it."""
    words, bracket, rest = required(name).rpartition("<")
    _name, address = parseaddr(f"<{rest}" if bracket else rest)
    try:
        return str(Address(words.strip(' "'), addr_spec=address))
    except (ValueError, IndexError, MessageError) as error:
        example = "praktijk@praktijk.example or Praktijk <praktijk@praktijk.example>"
        raise ImproperlyConfigured(f"{name} must be like {example}.") from error


def telephone(name: str) -> str:
    """Return a telephone number as it was written, or nothing where none is set."""
    value: str = env.str(name, default="")
    if value and not in_e164(value):
        raise ImproperlyConfigured(f"{name} must be one number, like 06 12345678.")
    return value


def time_zone(name: str, default: str) -> str:
    """Return the name of a time zone that exists, for PostgreSQL too."""
    value: str = env.str(name, default=default)
    if value not in available_timezones() - {"localtime"}:
        raise ImproperlyConfigured(f"{name} must be like {default}, not {value!r}.")
    return value


def _split(
    name: str, value: str, schemes: tuple[str, ...], *, needs_host: bool = True
) -> SplitResult:
    """Take an address apart; its value is never repeated, since it may hold a password."""
    try:
        parts = urlsplit(value)
        complete = (
            parts.scheme in schemes and (parts.hostname or not needs_host) and parts.port != 0
        )
    except ValueError:  # a port that is no number
        complete = False
    if not complete:
        raise ImproperlyConfigured(f"{name} must be like {schemes[0]}://host, see .env.example.")
    return parts

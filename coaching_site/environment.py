"""Strict readers of the environment: a wrong value stops the start and names itself."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

MODES = ("production", "development", "demo", "test")
LANGUAGES = ("nl", "en")

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


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

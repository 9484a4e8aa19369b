"""Settings: safe in production, strict about their variables, and all of them explained."""

import os
import re
import runpy
import subprocess
import sys
import tomllib
from typing import Any
from unittest.mock import patch

import pytest
from django.core.exceptions import ImproperlyConfigured

from coaching_site.environment import BASE_DIR
from tests.gunicorn_server import address_of_test_database

EXAMPLE = (BASE_DIR / ".env.example").read_text()
PRODUCTION = {
    "SITE_MODE": "production",
    "SECRET_KEY": "p7R!x9vQ2m#Lk4Zt8Yw1Bd6Hs3Nf5Jc0Ga-Ue_Oi+Tr=Pq-W2x4Y6z8",
    "ALLOWED_HOSTS": "www.praktijk.example",
    "SITE_URL": "https://www.praktijk.example",
    "DATABASE_URL": "postgres://user:geheim-wachtwoord@127.0.0.1:1/site",
    "DEFAULT_FROM_EMAIL": "praktijk@praktijk.example",
    "SMTP_URL": "smtp+tls://user:geheim-wachtwoord@mail.praktijk.example:587",
    "TRUSTED_PROXY_COUNT": "1",
}
REQUIRED = [
    "SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "DATABASE_URL", "DEFAULT_FROM_EMAIL", "SMTP_URL",
]  # fmt: skip
MISSPELT = {
    "SITE_MODE": "prodution",
    "SITE_URL": "www.praktijk.example",
    "DATABASE_URL": "mysql://user@host/site",
    "SMTP_URL": "mail.praktijk.example",
    "LANGUAGE_CODE": "fy",
    "TIME_ZONE": "Europe/Amsterdm",
    "SECURE_SSL_REDIRECT": "yes",
    "SECURE_HSTS_SECONDS": "een jaar",
    "TRUSTED_PROXY_COUNT": "one",
    "PAGE_CACHE_MEGABYTES": "veel",
    "PAGE_CACHE_PURGE_URL": "cache.example",
    "DATABASE_LISTEN_URL": "sqlite:///db",
}


# Loads what there is, as if packages were not installed: what is None here cannot be imported.
LOAD_ALL_WITHOUT = """
import sys
sys.modules.update(dict.fromkeys(sys.argv[1:]))
import coaching_site.wsgi
from django.core.management import call_command
call_command("check")
"""


def manage(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return run("manage.py", *command, **variables)


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Start the site as its operator would, with these variables and no others of ours."""
    own = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return subprocess.run(
        [sys.executable, *command],
        cwd=BASE_DIR,
        env=own | PRODUCTION | variables,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def settings_with(**variables: str) -> dict[str, Any]:
    return settings_of(PRODUCTION | variables)


def settings_of(variables: dict[str, str]) -> dict[str, Any]:
    """Read the settings as a start does, with these variables alone, for less than a process."""
    with patch.dict(os.environ, variables, clear=True):
        return runpy.run_path(str(BASE_DIR / "coaching_site" / "settings.py"))


def variables_read() -> set[str]:
    sources = [(BASE_DIR / "coaching_site" / name).read_text() for name in ("settings.py",)]
    readers = (
        r"(?:required|choice|number|flag|listed|database|mail_server|mail_sender|telephone"
        r"|time_zone|optional_address|env\.\w+)"
    )
    return set(re.findall(rf'\b{readers}\(\s*"([A-Z_]+)"', "".join(sources)))


def test_every_variable_is_in_the_example_and_no_other() -> None:
    listed = re.findall(r"^([A-Z_]+)=", EXAMPLE, flags=re.MULTILINE)
    assert len(listed) == len(set(listed))
    assert set(listed) == variables_read()


def test_every_variable_of_the_example_is_explained_above_it() -> None:
    lines = EXAMPLE.splitlines()
    for number, line in enumerate(lines):
        if re.match(r"[A-Z_]+=", line):
            assert lines[number - 1].startswith("# "), line


@pytest.mark.django_db
def test_deployment_checks_are_silent_with_the_example_filled_in() -> None:
    """With a real database: Django asks its version to check generated columns."""
    answer = manage(
        "check", "--deploy", "--fail-level", "INFO", DATABASE_URL=address_of_test_database()
    )
    assert answer.stderr == ""
    assert answer.returncode == 0
    assert answer.stdout == "System check identified no issues (1 silenced).\n"


@pytest.mark.django_db
def test_a_deployment_that_would_not_work_is_refused_by_the_check() -> None:
    wrong = {"MEDIA_ROOT": "/dev/null/media", "TRUSTED_PROXY_COUNT": "0"}
    answer = manage("check", "--deploy", DATABASE_URL=address_of_test_database(), **wrong)
    assert answer.returncode != 0
    assert "MEDIA_ROOT cannot be written" in answer.stderr
    assert "TRUSTED_PROXY_COUNT is 0" in answer.stderr


@pytest.mark.django_db
def test_the_check_asks_how_many_proxies_there_are_also_where_the_proxy_redirects(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(PRODUCTION, "TRUSTED_PROXY_COUNT")
    with_database = {"DATABASE_URL": address_of_test_database(), "SECURE_SSL_REDIRECT": "false"}
    answer = manage("check", "--deploy", **with_database)
    assert answer.returncode != 0
    assert "TRUSTED_PROXY_COUNT is not set" in answer.stderr

    none_at_all = manage("check", "--deploy", TRUSTED_PROXY_COUNT="0", **with_database)
    assert none_at_all.returncode == 0


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_variable_stops_the_start_and_is_named(name: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{name} is not set"):
        settings_with(**{name: ""})


@pytest.mark.parametrize("name", MISSPELT)
def test_a_misspelt_variable_stops_the_start_and_is_named(name: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{name} must"):
        settings_with(**{name: MISSPELT[name]})


def test_who_starts_the_site_reads_which_variable_is_wrong() -> None:
    answer = manage("check", SECRET_KEY="")
    assert answer.returncode != 0
    assert "ImproperlyConfigured: SECRET_KEY is not set" in answer.stderr


def test_a_misspelt_address_never_prints_its_password() -> None:
    for name in ("DATABASE_URL", "SMTP_URL"):
        answer = manage("check", **{name: PRODUCTION[name].replace("://", ":/")})
        assert f"ImproperlyConfigured: {name} must" in answer.stderr
        assert "geheim-wachtwoord" not in answer.stderr


def test_without_a_mode_the_site_is_as_strict_as_in_production() -> None:
    without_a_mode = {name: value for name, value in PRODUCTION.items() if name != "SITE_MODE"}
    assert settings_of(without_a_mode)["MODE"] == "production"


IGNORED = "IGNORED_VARIABLES"


def plain(variables: dict[str, str]) -> dict[str, Any]:
    """Return the settings with these, where nothing else is set."""
    settings = settings_of(variables)
    return {name: settings[name] for name in settings if name.isupper() and name != IGNORED}


def test_the_example_shows_what_holds_without_each_line() -> None:
    required = {name: PRODUCTION[name] for name in REQUIRED}
    without = plain(required)
    otherwise = {}
    for words, name, value in re.findall(r"((?:^#.*\n)+)^([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE):
        if "Without it " in words:
            otherwise[name] = words.partition("Without it ")[2].split()[0].strip(":.")
        elif name not in REQUIRED:
            assert plain(required | {name: value}) == without, name

    assert otherwise == {"TRUSTED_PROXY_COUNT": "0", "MEDIA_ROOT": "var/media"}
    assert without["TRUSTED_PROXY_COUNT"] == 0
    assert str(without["MEDIA_ROOT"]) == str(BASE_DIR / "var/media")


def test_the_demo_is_the_same_beside_the_environment_of_a_production() -> None:
    """Whatever is added to the example must not reach it either, but for its address."""
    of_production = dict(re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE, flags=re.MULTILINE)) | {
        **PRODUCTION,
        "DATABASE_LISTEN_URL": PRODUCTION["DATABASE_URL"],
        "PAGE_CACHE_PURGE_URL": "http://cache.example",
        "PRACTICE_TELEPHONE": "020 123 45 67",
    }
    demo = {"SITE_MODE": "demo", "SITE_URL": "http://127.0.0.1:8000"}

    assert plain(of_production | demo) == plain(demo)


@pytest.mark.django_db
def test_a_command_in_demo_mode_works_on_the_database_of_the_demo() -> None:
    asked = (
        "from django.db import connection;"
        "print(*connection.cursor().execute('SELECT current_database()').fetchone())"
    )
    production = {"DATABASE_URL": address_of_test_database()}
    answer = run("manage.py", "shell", "-v0", "-c", asked, SITE_MODE="demo", **production)
    assert answer.stdout == "coaching_site\n"


def test_the_demo_refuses_to_run_in_production_and_says_so_in_one_line() -> None:
    answer = manage("demo")
    assert answer.returncode == 1
    assert answer.stderr.startswith("CommandError: The demo runs with SITE_MODE=demo only")
    assert answer.stderr.count("\n") == 1


def packages_of_the_demo() -> set[str]:
    groups = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["dependency-groups"]
    return {re.split("[>=<]", package)[0] for package in groups["demo"]}


def load_all_without_them(**variables: str) -> subprocess.CompletedProcess[str]:
    modules = {name.replace("-", "_") for name in packages_of_the_demo()}
    variables |= {"DJANGO_SETTINGS_MODULE": "coaching_site.settings"}
    return run("-c", LOAD_ALL_WITHOUT, *modules, **variables)


@pytest.mark.django_db
def test_production_needs_no_package_of_the_demo() -> None:
    locked = re.findall(r"^([\w.-]+)==", (BASE_DIR / "requirements.txt").read_text(), re.MULTILINE)
    assert "django" in locked
    assert packages_of_the_demo() & set(locked) == set()

    answer = load_all_without_them(DATABASE_URL=address_of_test_database())
    assert answer.returncode == 0, answer.stderr


def test_development_without_them_says_what_to_install() -> None:
    answer = load_all_without_them(SITE_MODE="development", DATABASE_URL="")
    assert "ImproperlyConfigured: Embedded PostgreSQL needs what req" in answer.stderr

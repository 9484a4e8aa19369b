"""What a process loads before it can answer, and what waits until somebody needs it."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib import admin
from django.db import connection
from django.urls import NoReverseMatch, reverse

from tests.factories import make_article, make_offer

# Wanted by editors, mails, uploads or the form for a request, never by a reader.
NEEDLESS = {
    "PIL", "ckeditor.widgets", "cryptography", "fido2", "holidays", "lxml", "nh3", "qrcode",
}  # fmt: skip
ANSWER = """
import sys
from wsgiref.util import setup_testing_defaults
from django.conf import settings
database, *paths = sys.argv[1:]
settings.DATABASES["default"]["NAME"] = database
from coaching_site.wsgi import application
for path in paths:
    environ = {"PATH_INFO": path}
    setup_testing_defaults(environ)
    b"".join(application(environ, lambda status, headers: print(status)))
print(*sys.modules)
"""

BEFORE_THE_FORK = """
import sys
import threading
from coaching_site.wsgi import application
from django.db import connections
initialized = connections.all(initialized_only=True)
print("blog.views.articles" in sys.modules)
print(threading.active_count(), [each.alias for each in initialized if each.connection])
"""

CHECK = """
import django
django.setup()
from django.contrib.admin import ModelAdmin
from django.core.checks import Warning, run_checks
ModelAdmin.check = lambda self: [Warning(self.opts.label)]
print(*{message.msg for message in run_checks(tags=["admin"])})
"""


def said_by(script: str, *arguments: str) -> list[str]:
    """Return the lines that a new process wrote."""
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "coaching_site.settings"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()


@pytest.mark.django_db(transaction=True)
def test_whoever_reads_waits_for_nothing_that_only_editors_mails_or_uploads_need() -> None:
    article, offer = make_article(), make_offer()
    paths = [
        "/", "/artikelen/", "/artikelen/zoeken/", "/artikelen/feed/", "/sitemap.xml", "/over/",
        article.get_absolute_url(), f"{article.get_absolute_url()}reageren/",
        "/aanbod/", offer.get_absolute_url(),
    ]  # fmt: skip

    *statuses, modules = said_by(ANSWER, connection.settings_dict["NAME"], *paths)

    assert statuses == ["200 OK"] * len(paths)
    assert set(modules.split()) & NEEDLESS == set()


def test_an_address_of_the_admin_that_does_not_exist_is_an_error_as_everywhere() -> None:
    for name in ("admin:nothing", "admin:nothing:index"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_checks_look_at_every_class_of_the_admin_though_nobody_asked_for_one() -> None:
    registered = {model._meta.label for model in admin.site._registry}  # noqa: SLF001 (no other list)

    assert len(registered) > 10
    assert set(said_by(CHECK)[0].split()) == registered


def test_workers_are_forked_from_a_process_that_loaded_the_views_and_connected_nothing() -> None:
    settings_of_gunicorn = subprocess.run(
        [sys.executable, "-m", "gunicorn", "--print-config", "coaching_site.wsgi"],
        cwd=settings.BASE_DIR,
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    assert re.search(r"^preload_app += True$", settings_of_gunicorn, re.MULTILINE)
    assert said_by(BEFORE_THE_FORK) == ["True", "1 []"]

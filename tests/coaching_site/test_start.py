"""What a process loads before it can answer, and what waits until somebody needs it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from tests.factories import make_article, make_offer

# Wanted by editors, mails, uploads or the form for a request, never by a reader.
NEEDLESS = {"PIL", "holidays"}
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
print(*{name.partition(".")[0] for name in sys.modules})
"""


def answers_and_packages(*paths: str) -> tuple[list[str], set[str]]:
    """Return the status of each answer of a new process, and what it imported for them."""
    said = subprocess.run(
        [sys.executable, "-c", ANSWER, connection.settings_dict["NAME"], *paths],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "coaching_site.settings"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    *statuses, packages = said.splitlines()
    return statuses, set(packages.split())


@pytest.mark.django_db(transaction=True)
def test_whoever_reads_waits_for_nothing_that_only_editors_mails_or_uploads_need() -> None:
    article, offer = make_article(), make_offer()
    paths = [
        "/", "/artikelen/", "/artikelen/zoeken/", "/artikelen/feed/", "/sitemap.xml", "/over/",
        article.get_absolute_url(), f"{article.get_absolute_url()}reageren/",
        "/aanbod/", offer.get_absolute_url(),
    ]  # fmt: skip

    statuses, packages = answers_and_packages(*paths)

    assert statuses == ["200 OK"] * len(paths)
    assert packages & NEEDLESS == set()

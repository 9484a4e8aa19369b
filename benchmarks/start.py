"""How long a worker takes until its first answer, and what it imports for that."""

import os
import statistics
import subprocess
import sys
from collections import Counter

from django.conf import settings

from benchmarks.served import CACHE_MEGABYTES, site, site_environment

TRIES, LONGEST = 5, 10
# Wanted by editors, mails or uploads, never by a reader.
NEEDLESS = {"PIL", "lxml", "holidays", "nh3", "ckeditor", "fido2", "qrcode", "cryptography"}
FIRST_PAGE = """
from wsgiref.util import setup_testing_defaults
from coaching_site.wsgi import application
environ = {"HTTP_HOST": "127.0.0.1"}
setup_testing_defaults(environ)
b"".join(application(environ, lambda status, headers: None))
"""


def measure(database: str) -> list[str]:
    """Return sentences on the time of a start and on the imports of the first page."""
    seconds = []
    for _try in range(TRIES):
        with site(database, CACHE_MEGABYTES, workers=1) as server:
            seconds.append(server.first_answer())
    imports = _imports(database)
    longest = ", ".join(f"{name} {ms:.0f}" for name, ms in imports.most_common(LONGEST))
    needless = ", ".join(sorted(NEEDLESS & set(imports))) or "none"
    start = f"From the start of gunicorn to its first page: {statistics.median(seconds):.2f} s."
    imported = (
        f"Imports until the first page: {imports.total():.0f} ms; most by package, in ms: "
        f"{longest}. Of those that no first page needs: {needless}."
    )
    return [start, imported]


def _imports(database: str) -> Counter[str]:
    """Return the milliseconds that the modules of each package took, by `python -X importtime`."""
    said = subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, "-X", "importtime", "-c", FIRST_PAGE],
        check=True,
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        env=os.environ
        | site_environment(database, CACHE_MEGABYTES)
        | {"DJANGO_SETTINGS_MODULE": "coaching_site.settings"},
    ).stderr
    taken: Counter[str] = Counter()
    for line in said.splitlines():
        own, _bar, rest = line.removeprefix("import time:").partition("|")
        if line.startswith("import time:") and own.strip().isdecimal():
            taken[rest.rpartition("|")[2].strip().partition(".")[0]] += int(own) / 1_000
    return taken

"""How long a worker takes until its first answer, what it imports for that, and what later."""

import os
import statistics
import subprocess
import sys
import time
from collections import Counter

from django.conf import settings

from benchmarks.served import CACHE_MEGABYTES, site, site_environment

TRIES, LONGEST = 5, 10
# Wanted by editors, mails, uploads or the form for a request, never by a reader.
NEEDLESS = {
    "PIL", "ckeditor.widgets", "cryptography", "fido2", "holidays", "lxml", "nh3", "qrcode",
}  # fmt: skip
# Whoever is the first to ask a process for these waits for what they load.
LATER = {"the form for a request": "/contact/", "signing in": "/account/login/", "admin": "/admin/"}
FIRST_PAGE = """
import sys
from wsgiref.util import setup_testing_defaults
from coaching_site.wsgi import application
environ = {"HTTP_HOST": "127.0.0.1"}
setup_testing_defaults(environ)
b"".join(application(environ, lambda status, headers: None))
print(*sys.modules)
"""


def measure(database: str) -> list[str]:
    """Return sentences on the time of a start, on its imports and on what is imported later."""
    seconds, megabytes = [], []
    for _try in range(TRIES):
        with site(database, CACHE_MEGABYTES, workers=1) as server:
            seconds.append(server.first_answer())
            megabytes.append(server.memory()[0])
    imports, modules = _imports(database)
    longest = ", ".join(f"{name} {ms:.0f}" for name, ms in imports.most_common(LONGEST))
    needless = ", ".join(sorted(NEEDLESS & modules)) or "none"
    start = (
        f"From the start of gunicorn to its first page: {statistics.median(seconds):.2f} s, "
        f"after which gunicorn with one worker has {statistics.median(megabytes):.0f} MB (PSS)."
    )
    imported = (
        f"Imports until the first page: {len(modules):,} modules; those that Python times (not "
        f"what Django loads by name) took {imports.total():.0f} ms; most by package, in ms: "
        f"{longest}. Of those that no first page needs: {needless}."
    )
    later = ", ".join(f"{name} {_more_at_first(database, LATER[name]):.0f}" for name in LATER)
    return [start, imported, f"Milliseconds more at the first use than at the next: {later}."]


def _more_at_first(database: str, path: str) -> float:
    """Return the milliseconds that the first who asks a process waits longer than the second."""
    with site(database, CACHE_MEGABYTES, workers=1) as server:
        server.first_answer()
        moments = [time.perf_counter()]
        for _request in range(2):
            server.body(path)
            moments.append(time.perf_counter())
    start, first, second = moments
    return 1_000 * ((first - start) - (second - first))


def _imports(database: str) -> tuple[Counter[str], set[str]]:
    """Return the milliseconds that each package took by `-X importtime`, and all modules."""
    done = subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, "-X", "importtime", "-c", FIRST_PAGE],
        check=True,
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        env=os.environ
        | site_environment(database, CACHE_MEGABYTES)
        | {"DJANGO_SETTINGS_MODULE": "coaching_site.settings"},
    )
    taken: Counter[str] = Counter()
    for line in done.stderr.splitlines():
        own, _bar, rest = line.removeprefix("import time:").partition("|")
        if line.startswith("import time:") and own.strip().isdecimal():
            taken[rest.rpartition("|")[2].strip().partition(".")[0]] += int(own) / 1_000
    return taken, set(done.stdout.split())

"""How soon a change is seen behind Varnish: `python -m benchmarks.on_the_way`.

Starts a site with its worker and, before it, Varnish with the rules of `deploy/varnish`; commits
changes one by one, and asks for pages that show each, every 10 ms, until they do.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from django.conf import settings

from benchmarks.truth.changes import Site
from benchmarks.truth.servers import PORT, ask, running_site
from benchmarks.truth.state import COMMON

VARNISH_PORT = 8766
CHANGES = 40
ALLOWED = 1.0  # seconds
RULES = settings.BASE_DIR / "deploy" / "varnish" / "coaching_site.vcl"


@contextmanager
def varnish() -> Iterator[None]:
    """Run Varnish with the rules that are shipped, before the processes of this measure."""
    program = shutil.which("varnishd")
    if program is None:
        sys.exit("Varnish is needed (Debian: apt-get install varnish).")
    with tempfile.TemporaryDirectory() as folder:
        rules = Path(folder) / "rules.vcl"
        rules.write_text(RULES.read_text().replace('"8000"', f'"{PORT}"'))
        arguments = ["-F", "-a", f"127.0.0.1:{VARNISH_PORT}", "-f", rules, "-s", "malloc,64m"]
        process = subprocess.Popen(  # noqa: S603 (our own words)
            [program, *arguments, "-n", folder, "-j", "none"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            while ask("/healthz", VARNISH_PORT).shown is None:
                time.sleep(0.1)
            yield
        finally:
            process.terminate()
            process.wait()


def seconds_until_seen(site: Site, address: str) -> float:
    """Return how long after the commit the page behind Varnish shows the last change."""
    committed = site.events[-1]
    while True:
        answer = ask(address, VARNISH_PORT)
        if answer.shown == committed.state.shows(address, time.time()):
            return max(0.0, answer.asked - committed.done)
        time.sleep(0.01)


def is_kept(address: str) -> bool:
    """Tell whether Varnish answers by itself: then it names two requests, ours and the first."""
    caller = HTTPConnection("127.0.0.1", VARNISH_PORT, timeout=10)
    caller.request("GET", address)
    response = caller.getresponse()
    response.read()
    return " " in (response.headers["X-Varnish"] or "")


def main() -> None:
    """Print how soon changes were seen, and leave with an error when one took too long."""
    recall = f"http://127.0.0.1:{VARNISH_PORT}/recall"
    with running_site(PAGE_CACHE_PURGE_URL=recall) as servers, varnish():
        servers.run("manage.py", "worker")
        site = Site(seed=4)
        site.fill()
        time.sleep(5)  # until the worker listens
        late, kept = [], []
        for number in range(CHANGES):
            [site.correct, site.approve, site.rename_practice, site.correct_in_sql][number % 4]()
            late += [seconds_until_seen(site, address) for address in COMMON]
            time.sleep(0.8)  # the second recall has passed by then
            kept += [is_kept(address) for _twice in range(2) for address in COMMON]
    sys.stdout.write(
        f"changes                       {CHANGES}, each looked for on {len(COMMON)} pages\n"
        f"seen after the commit         {median(late) * 1000:.0f} ms (median), "
        f"{max(late) * 1000:.0f} ms (longest)\n"
        f"answered by Varnish after it  {sum(kept)} of {len(kept)} times\n"
    )
    if max(late) > ALLOWED:
        sys.exit("A change was seen too late.")


if __name__ == "__main__":
    main()

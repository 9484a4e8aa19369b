"""Runs the measure and prints what came of it; the exit status says whether all was true."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random

import psutil
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from benchmarks.truth.changes import Site
from benchmarks.truth.judging import Answer, Verdict, judge
from benchmarks.truth.state import ARTICLE, AUTHOR, COMMON, read, slug_of
from coaching_site.embedded_postgres.server import server_in

CHANGES = 500
PAUSE = (0.02, 0.12)  # seconds between two changes
READERS = 4
REQUESTS_PER_SECOND = 50
ON_LISTS = 0.4  # of all requests; the others are for articles
PORT = 8765
FAULTS = {"stop listening": 60, "kill a worker": 150, "restart PostgreSQL": 240}


class Servers:
    """A database of its own and two web processes with a page cache."""

    def __init__(self, folder: Path) -> None:
        self.database = server_in(folder / "postgres")
        connection.settings_dict.update(HOST=folder / "postgres", NAME="truth")
        settings.DEBUG = False

    def start(self) -> None:
        """Return when both processes answer."""
        connection.ensure_connection()
        call_command("migrate", verbosity=0)
        socket = self.database.address["host"]
        environment = os.environ | {
            "SITE_MODE": "demo",
            "DATABASE_URL": f"postgres://postgres@/{socket}/truth",
            "PAGE_CACHE_MEGABYTES": "64",
        }
        manage = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
        subprocess.run(manage, env=environment, check=True)  # noqa: S603 (our own words)
        arguments = ["-m", "gunicorn", "coaching_site.wsgi", "--workers", "2", "--bind"]
        self.gunicorn = subprocess.Popen(  # noqa: S603 (our own words)
            [sys.executable, *arguments, f"127.0.0.1:{PORT}", "--log-level", "critical"],
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        while ask("/healthz").shown is None:
            time.sleep(0.1)

    def stop(self) -> None:
        self.gunicorn.terminate()
        self.gunicorn.wait()
        connection.close()
        self.database.leave()

    def cause(self, fault: str) -> None:
        """Take from the web processes what they lean on."""
        if fault == "stop listening":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
                    "query IN ('LISTEN page_cache', 'SELECT 1') AND pid <> pg_backend_pid()"
                )
        elif fault == "kill a worker":
            psutil.Process(self.gunicorn.pid).children()[0].kill()
        else:
            connection.close()
            pid = int((self.database.directory / "postmaster.pid").read_text().split()[0])
            os.kill(pid, signal.SIGINT)
            psutil.Process(pid).wait(30)
            self.database.ensure()


def ask(address: str) -> Answer:
    """Ask for a page as a browser without a cache does."""
    asked = time.time()
    try:
        caller = HTTPConnection("127.0.0.1", PORT, timeout=10)
        caller.request("GET", address)
        response = caller.getresponse()
        page = response.read().decode()
        caller.close()
    except (HTTPException, OSError):
        return Answer(address, asked, time.time(), None)
    got = time.time()
    fails = response.status >= 500  # noqa: PLR2004 (what it answers when it cannot)
    return Answer(address, asked, got, None if fails else read(address, response.status, page))


class Readers:
    """People who read all the while."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.answers: list[Answer] = []
        self._end = threading.Event()
        self._threads = [
            threading.Thread(target=self._read, args=(Random(seed),))  # noqa: S311 (no secret)
            for seed in range(READERS)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._end.set()
        for thread in self._threads:
            thread.join()

    def _read(self, random: Random) -> None:
        rhythm = READERS / REQUESTS_PER_SECOND
        due = time.monotonic() + random.uniform(0, rhythm)
        while not self._end.is_set():
            time.sleep(max(0, due - time.monotonic()))
            due += rhythm
            self.answers.append(ask(self._choose(random)))

    def _choose(self, random: Random) -> str:
        """Return an address: a list, an author, or an article, mostly one that is there."""
        if random.random() < ON_LISTS:
            return random.choice([*COMMON, AUTHOR.format("auteur-0"), AUTHOR.format("auteur-1")])
        number = random.choice(self.site.slugs[-15:])
        return ARTICLE.format(slug_of(number))


def main() -> None:
    """Change the site for a minute while it is read, then say what was true."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        servers = Servers(Path(folder))
        try:
            servers.start()
            site = Site(seed=int(time.time()))
            site.fill()
            readers = Readers(site)
            readers.start()
            change(site, servers.cause)
            time.sleep(2)
            readers.stop()
        finally:
            servers.stop()
    verdict = judge(site.everything_that_happened(), readers.answers)
    tell(verdict, readers.answers)


def change(site: Site, cause: Callable[[str], None]) -> None:
    """Commit the changes in an uneven rhythm, with faults in between."""
    for number in range(CHANGES):
        site.change()
        for fault, every in FAULTS.items():
            if number % every == every // 2:
                cause(fault)
        time.sleep(site.random.uniform(*PAUSE))


def tell(verdict: Verdict, answers: list[Answer]) -> None:
    """Print the figures, and leave with an error when something was not true."""
    span = answers[-1].got - answers[0].asked
    lines = [
        f"changes committed or given up      {CHANGES}",
        f"answers                            {len(answers)} ({len(answers) / span:.0f} a second)",
        f"  true                             {verdict.true}",
        f"  made while something changed     {verdict.mixed}",
        f"  none, while something was away   {verdict.unanswered}",
        f"  older than 100 ms                {len(verdict.stale)}",
        f"  back to an older state           {len(verdict.backwards)}",
        f"  never committed                  {len(verdict.uncommitted)}",
        f"latest sight of what was replaced  {verdict.latest * 1000:.0f} ms after the commit",
    ]
    wrong = [*verdict.stale, *verdict.backwards, *verdict.uncommitted]
    sys.stdout.write("\n".join([*lines, *wrong[:20], ""]))
    if not verdict.is_clean:
        sys.exit("Readers got what was not true.")


if __name__ == "__main__":
    main()

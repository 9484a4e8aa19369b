"""Runs the measure and writes what came of it; the exit status says whether all was true."""

import sys
import threading
import time
from collections.abc import Callable
from random import Random

from benchmarks.machine import description
from benchmarks.report import RESULTS
from benchmarks.truth.changes import Site
from benchmarks.truth.judging import Answer, Verdict, judge
from benchmarks.truth.servers import ask, running_site
from benchmarks.truth.state import ARTICLE, AUTHOR, COMMON, slug_of

CHANGES = 500
PAUSE = (0.02, 0.12)  # seconds between two changes
READERS = 4
REQUESTS_PER_SECOND = 50
ON_LISTS = 0.4  # of all requests; the others are for articles
FAULTS = {"stop listening": 60, "kill a worker": 150, "restart PostgreSQL": 240}


class Readers:
    """People who read all the while."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.answers: list[Answer] = []
        self._end = threading.Event()
        self._threads = [
            threading.Thread(target=self._read, args=(Random(seed),)) for seed in range(READERS)
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
    with running_site() as servers:
        site, machine = Site(seed=int(time.time())), description()
        site.fill()
        readers = Readers(site)
        readers.start()
        change(site, servers.cause)
        time.sleep(2)
        readers.stop()
    verdict = judge(site.everything_that_happened(), readers.answers)
    tell(verdict, readers.answers, machine)


def change(site: Site, cause: Callable[[str], None]) -> None:
    """Commit the changes in an uneven rhythm, with faults in between."""
    for number in range(CHANGES):
        site.change()
        for fault, every in FAULTS.items():
            if number % every == every // 2:
                cause(fault)
        time.sleep(site.random.uniform(*PAUSE))


def tell(verdict: Verdict, answers: list[Answer], machine: str) -> None:
    """Print and write the figures, and leave with an error when something was not true."""
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
    text = "\n".join(["# Truth", "", machine, "", "```text", *lines, "```", ""])
    (RESULTS / "truth.md").write_text(text)
    wrong = [*verdict.stale, *verdict.backwards, *verdict.uncommitted]
    sys.stdout.write("\n".join([*lines, *wrong[:20], ""]))
    if not verdict.is_clean:
        sys.exit("Readers got what was not true.")


if __name__ == "__main__":
    main()

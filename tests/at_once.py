"""Several people who act at the very same moment."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

PATIENCE = 10  # seconds until all stand ready


def at_once[Result](act: Callable[..., Result], *given: Sequence[Any]) -> list[Result]:
    """Call for each of what is given, as `map` does, all in one moment; return what each got.

    Each has a thread and a connection of its own, so the test has to commit.
    """
    people = len(given[0])
    together = Barrier(people)

    def begin(*own: Any) -> Result:
        try:
            together.wait(PATIENCE)
            return act(*own)
        finally:
            connection.close()

    with ThreadPoolExecutor(people) as threads:
        return list(threads.map(begin, *given))

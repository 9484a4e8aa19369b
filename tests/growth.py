"""How the time that something takes grows: the same on a slow machine and on a busy one."""

from collections.abc import Callable
from time import thread_time

# Four times as much takes four times as long, or sixteen times where each sign has all read again.
TIMES, TOO_MANY = 4, 9
AT_ONCE = 0.05  # seconds


def grows_evenly(work: Callable[[int], object], size: int) -> bool:
    """Tell whether `work` of four times the size takes about four times as long, or no time.

    In time of the processor for this thread; of a few turns the quickest counts.
    """
    turns = [(_seconds(work, size), _seconds(work, TIMES * size)) for _turn in range(3)]
    small, large = map(min, zip(*turns, strict=True))
    return large < max(TOO_MANY * small, AT_ONCE)


def _seconds(work: Callable[[int], object], size: int) -> float:
    started = thread_time()
    work(size)
    return thread_time() - started

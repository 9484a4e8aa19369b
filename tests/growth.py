"""How the time that something takes grows: the same on a slow machine and on a busy one."""

from collections.abc import Callable
from time import thread_time

# Eight times as much takes eight times as long, up to twenty where it no longer fits beside the
# processor; sixty-four times where each sign has all read again.
TIMES, TOO_MANY = 8, 28
AT_ONCE = 0.05  # seconds


def grows_evenly(work: Callable[[int], object], size: int) -> bool:
    """Tell whether `work` of eight times the size takes about eight times as long, or no time.

    In time of the processor for this thread; of a few turns the quickest counts.
    """
    turns = [(_seconds(work, size), _seconds(work, TIMES * size)) for _turn in range(3)]
    small, large = map(min, zip(*turns, strict=True))
    return large < max(TOO_MANY * small, AT_ONCE)


def _seconds(work: Callable[[int], object], size: int) -> float:
    started = thread_time()
    work(size)
    return thread_time() - started

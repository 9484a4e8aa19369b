"""What the measure of truth takes for true, late, gone back, mixed or never committed."""

from benchmarks.truth.answers import Answer
from benchmarks.truth.judging import Event, Verdict, judge

HOME = "/"


def shown(*marks: str, status: int = 200) -> tuple[int, frozenset[str]]:
    return status, frozenset(marks)


# The practice is renamed at 10 and at 20; each commit takes a hundredth of a second.
EVENTS = [
    Event(0.0, 0.01, {HOME: shown("a")}),
    Event(10.0, 10.01, {HOME: shown("b")}),
    Event(15.0, 15.01, {HOME: shown("b")}),
    Event(20.0, 20.01, {HOME: shown("c", "d")}),
]


def judged(*answers: tuple[float, tuple[int, frozenset[str]] | None]) -> Verdict:
    """Judge answers that were each asked for at a moment and got 5 ms later."""
    return judge(EVENTS, [Answer(HOME, asked, asked + 0.005, what) for asked, what in answers])


def test_what_holds_at_its_moment_is_true() -> None:
    verdict = judged((5, shown("a")), (12, shown("b")), (16, shown("b")), (25, shown("c", "d")))

    assert verdict == Verdict(true=4)


def test_what_was_replaced_may_be_seen_for_a_tenth_of_a_second() -> None:
    assert judged((10.1, shown("a"))) == Verdict(true=1)
    assert len(judged((10.2, shown("a"))).stale) == 1


def test_what_is_committed_while_a_page_is_made_may_be_on_it() -> None:
    assert judged((9.996, shown("b"))) == Verdict(true=1)


def test_nobody_gets_an_older_state_than_somebody_before() -> None:
    verdict = judged((10.03, shown("b")), (10.05, shown("a")))

    assert (len(verdict.backwards), len(verdict.stale)) == (1, 0)


def test_what_was_never_committed_or_not_yet_is_wrong() -> None:
    assert len(judged((12, shown("given up"))).uncommitted) == 1
    assert len(judged((12, shown("c", "d"))).uncommitted) == 1
    assert len(judged((12, shown("b", status=404))).uncommitted) == 1


def test_a_page_of_several_queries_may_lie_between_two_commits_only_while_one_is_made() -> None:
    assert judged((20.05, shown("d", "b"))) == Verdict(mixed=1)
    assert len(judged((25, shown("d", "b"))).uncommitted) == 1


def test_no_answer_is_counted_apart() -> None:
    assert judged((12, None)) == Verdict(unanswered=1)

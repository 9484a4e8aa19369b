"""What is asked of the site in a benchmark, and whether it is said where it was missed."""

from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path

import pytest

from benchmarks import goals, growth, load, made_anew, start
from benchmarks.__main__ import measure
from benchmarks.goals import Goal, Report
from benchmarks.wrk import Load


def missed(judged: Iterable[Goal]) -> list[str]:
    return [goal.subject.partition(";")[0] for goal in judged if not goal.is_reached]


def costs(milliseconds: float) -> dict[str, float]:
    return {"process": milliseconds - 1, "database": 1.0}


@pytest.mark.parametrize(
    ("ours", "expected"),
    [
        (Load(1_050, 2.0), []),
        (Load(1_049, 2.0), ["list"]),
        (Load(1_050, 2.1), ["list"]),
        (Load(1_000, 2.1), ["list", "list"]),
    ],
)
def test_a_page_from_memory_is_quicker_than_a_bare_view(ours: Load, expected: list[str]) -> None:
    assert missed(load.judged({"list": [(ours, Load(1_000, 2.0))]})) == expected


def test_ratios_are_taken_within_a_turn() -> None:
    turns = [
        (Load(1_100, 1), Load(1_000, 1)),
        (Load(2_200, 1), Load(2_000, 1)),
        (Load(900, 1), Load(100, 1)),
    ]

    assert next(load.judged({"list": turns})).measured == "1.10"


def test_a_page_that_is_made_anew_costs_no_more_than_wagtails_and_a_list_two_thirds() -> None:
    wagtails = dict.fromkeys(made_anew.MOST, costs(12))

    assert missed(made_anew.judged([(wagtails | {"list": costs(8)}, wagtails)])) == []
    assert missed(made_anew.judged([(wagtails | {"list": costs(8.1)}, wagtails)])) == ["list"]


def test_missing_wagtail_is_written_down_and_fails_no_run() -> None:
    slow, quick = (dict.fromkeys(made_anew.MOST, costs(each)) for each in (100, 12))
    judged = list(made_anew.judged([(slow, quick)]))

    assert missed(judged) == list(made_anew.MOST)
    assert [goal.fails for goal in judged] == [False] * 3


@pytest.mark.parametrize(
    ("public", "admin", "expected"),
    [
        ((60.0, 60.0), (200.0, 10.0), []),
        ((60.1, 60.0), (200.0, 10.0), ["every public page"]),
        ((60.0, 60.1), (200.0, 10.0), ["search, in the database"]),
        ((60.0, 60.0), (200.1, 10.0), ["every list of the admin"]),
    ],
)
def test_a_large_site_stays_quick(
    public: growth.Times, admin: growth.Times, expected: list[str]
) -> None:
    name = next(iter(growth.SEARCHES))

    assert missed(growth.judged({"home": (1.0, 1.0), name: public}, {"list": admin})) == expected


def test_a_start_is_soon_and_small() -> None:
    assert missed(start.judged(1.0, 120)) == []
    assert len(missed(start.judged(1.01, 121))) == 2


def test_the_results_say_of_each_goal_whether_it_was_reached_and_the_run_which_was_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [
        Goal("home", "at most 1 s", "0.5 s", is_reached=True),
        Goal("list", "at most 1 s", "1.5 s", is_reached=False),
        Goal("feed", "at most 1 s", "2.5 s", is_reached=False, is_wished=True),
    ]
    report = Report("Parts", asked, "The end.")
    monkeypatch.setattr(goals, "RESULTS", tmp_path)
    monkeypatch.setattr(goals, "conditions", lambda before: f"{before} s before.")
    monkeypatch.setattr("benchmarks.__main__.seconds_for_additions", lambda: 0.3)
    monkeypatch.setattr("benchmarks.__main__.PARTS", {"parts": lambda database: report})
    monkeypatch.setattr("benchmarks.__main__.database_of", lambda size: nullcontext(""))

    assert measure(["parts"], large=1) == ["list: at most 1 s"]
    assert (tmp_path / "parts.md").read_text() == (
        "# Parts\n\n0.3 s before.\n\n"
        "| of what | goal | measured |  |\n| --- | --- | ---: | --- |\n"
        "| home | at most 1 s | 0.5 s | reached |\n"
        "| list | at most 1 s | 1.5 s | **missed** |\n"
        "| feed | at most 1 s | 2.5 s | **missed** |\n\nThe end.\n"
    )


@pytest.mark.django_db
def test_the_results_say_how_quick_the_machine_was_before_and_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(goals, "seconds_for_additions", lambda: 0.4)

    assert goals.conditions(0.25).splitlines()[-1] == (
        "Five million additions take Python 0.25 s before and 0.40 s now; "
        "goals in seconds were set where they take 0.25 s."
    )

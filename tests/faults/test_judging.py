"""What each fault takes for a promise that was kept, and for one that was missed."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import pytest

from benchmarks.goals import Goal
from faults import (
    __main__,
    database_away,
    demo_beside_production,
    flood_of_comments,
    frozen_database,
    killed_workers,
    locked_row,
    restart,
    slow_mail_server,
    strangers_address,
    twenty_at_once,
    worker_without_database,
)
from faults.flood_of_comments import Left
from faults.killed_workers import Sending
from faults.stage.judging import says_not_now
from faults.stage.site import TELEPHONE
from faults.stage.visitors import COMMENT_FORM, REQUEST_FORM, Answer, comment, form_in, percentile

NOT_NOW_HEADERS = {"Retry-After": "30", "Cache-Control": "no-store"}
TYPED = comment("Wat ik schreef")
REFUSED_PAGE = f"<h1>Niet verstuurd</h1>{' '.join(TYPED.values())} {TELEPHONE}"

PAGE = Answer(200, 100)
NOT_NOW = Answer(503, 100, NOT_NOW_HEADERS, REFUSED_PAGE)
BROKEN = Answer(500, 100)
LOST = Answer(0, 100)
TAKEN = Answer(302, 100, {"Location": "/bedankt/?aanvraag=1"})
LIMITED = Answer(429, 100, {"Retry-After": "60"}, REFUSED_PAGE)


def missed(goals: Iterable[Goal]) -> list[int]:
    """Return which of the goals were missed, by their place from 1."""
    return [place for place, goal in enumerate(goals, 1) if goal.fails]


def slow(answer: Answer, milliseconds: float) -> Answer:
    return replace(answer, milliseconds=milliseconds)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (NOT_NOW, True),
        (replace(NOT_NOW, status=500), False),
        (replace(NOT_NOW, headers={"Cache-Control": "no-store"}), False),
        (replace(NOT_NOW, headers={"Retry-After": "30"}), False),
        (replace(NOT_NOW, text='<link rel="stylesheet" href="/static/a.css">'), False),
    ],
)
def test_the_page_for_not_now_says_when_is_kept_nowhere_and_needs_no_other_file(
    answer: Answer, expected: bool
) -> None:
    assert says_not_now(answer) == expected


@pytest.mark.parametrize(
    ("during", "waited", "state", "expected"),
    [
        ([PAGE], [NOT_NOW, NOT_NOW], "approved", []),
        ([slow(PAGE, 501)], [NOT_NOW, NOT_NOW], "approved", [1]),
        ([PAGE], [NOT_NOW, slow(NOT_NOW, 3_501)], "approved", [2]),
        ([PAGE], [NOT_NOW, BROKEN], "approved", [3]),
        ([PAGE], [NOT_NOW, NOT_NOW], "pending", [4]),
    ],
)
def test_a_locked_row_holds_up_nobody_but_who_wants_it_and_those_for_three_seconds(
    during: Sequence[Answer], waited: Sequence[Answer], state: str, expected: list[int]
) -> None:
    assert missed(locked_row.judged([PAGE], during, waited, state)) == expected


@pytest.mark.parametrize(
    ("answers", "caught", "seconds_after", "expected"),
    [
        ([PAGE, NOT_NOW], [NOT_NOW], 1, []),
        ([slow(PAGE, 2_060)] * 2, [NOT_NOW], 1, [1]),
        ([PAGE], [slow(NOT_NOW, 5_060)], 1, [2]),
        ([PAGE, LOST], [NOT_NOW], 1, [3]),
        ([PAGE], [BROKEN], 1, [3]),
        ([PAGE], [NOT_NOW], 6, [4]),
        ([], [NOT_NOW], 1, [1]),
        ([PAGE], [], 1, [2]),
    ],
)
def test_a_frozen_database_is_told_within_two_seconds(
    answers: Sequence[Answer], caught: Sequence[Answer], seconds_after: float, expected: list[int]
) -> None:
    assert missed(frozen_database.judged(answers, caught, seconds_after)) == expected


@pytest.mark.parametrize(
    ("page", "sent", "expected"),
    [
        (PAGE, NOT_NOW, []),
        (NOT_NOW, NOT_NOW, []),
        (BROKEN, NOT_NOW, [1]),
        (PAGE, BROKEN, [2]),
        (PAGE, replace(NOT_NOW, text=REFUSED_PAGE.replace(TYPED["text"], "")), [2]),
        (PAGE, replace(NOT_NOW, text=REFUSED_PAGE.replace("Niet verstuurd", "")), [2]),
        (PAGE, replace(NOT_NOW, text=REFUSED_PAGE.replace(TELEPHONE, "")), [2]),
    ],
)
def test_while_the_database_is_away_pages_say_so_and_forms_lose_nothing(
    page: Answer, sent: Answer, expected: list[int]
) -> None:
    assert missed(database_away.judged("away", [page], [(sent, TYPED)])) == expected


@pytest.mark.parametrize(
    ("refused", "left", "reader", "expected"),
    [
        (LIMITED, Left(20, 10, 50, 100), PAGE, []),
        (LIMITED, Left(21, 11, 51, 101), PAGE, [1, 2, 3, 4]),
        (replace(LIMITED, headers={}), Left(20, 10, 50, 100), PAGE, [5]),
        (replace(LIMITED, text=""), Left(20, 10, 50, 100), PAGE, [5]),
        (BROKEN, Left(20, 10, 50, 100), PAGE, [5]),
        (TAKEN, Left(20, 10, 50, 100), PAGE, [5]),
        (LIMITED, Left(20, 10, 50, 100), slow(PAGE, 501), [6]),
    ],
)
def test_a_flood_is_refused_with_every_word_leaves_little_and_nobody_else_notices(
    refused: Answer, left: Left, reader: Answer, expected: list[int]
) -> None:
    sent = [flood_of_comments.outcome(answer, TYPED) for answer in (TAKEN, refused)]
    assert missed(flood_of_comments.judged(sent, 60, left, [reader])) == expected


def test_ordinary_visitors_are_let_through_during_a_flood_and_soon_after_it() -> None:
    both = [TAKEN, TAKEN]
    assert missed(flood_of_comments.judged_ordinary("flood", both, both)) == []
    assert missed(flood_of_comments.judged_ordinary("flood", [TAKEN, LIMITED], both)) == [1]
    assert missed(flood_of_comments.judged_ordinary("flood", both, [LIMITED, TAKEN])) == [2]


def test_a_stranger_gets_three_mails_and_the_practice_ten() -> None:
    assert missed(strangers_address.judged(256, 100, to_stranger=3, to_practice=10)) == []
    assert missed(strangers_address.judged(256, 100, to_stranger=4, to_practice=11)) == [1, 2]


@pytest.mark.parametrize(
    ("stored", "mails", "answers", "expected"),
    [
        (1, 1, [TAKEN, replace(TAKEN, headers={"Location": "/bedankt/?aanvraag=2"})], []),
        (2, 1, [TAKEN, TAKEN], [1]),
        (1, 2, [TAKEN, TAKEN], [2]),
        (1, 1, [TAKEN, BROKEN], [3]),
        (1, 1, [TAKEN, replace(TAKEN, headers={"Location": "/elders/"})], [3]),
        (1, 1, [LIMITED, LIMITED], [3]),
    ],
)
def test_the_same_form_many_times_counts_once_and_is_answered_alike(
    stored: int, mails: int, answers: Sequence[Answer], expected: list[int]
) -> None:
    assert missed(twenty_at_once.judged("comment", stored, mails, answers)) == expected


def test_nothing_else_waits_for_a_slow_mail_server() -> None:
    assert missed(slow_mail_server.judged(picture=10, change=10)) == []
    assert missed(slow_mail_server.judged(picture=10.1, change=10.1)) == [1, 2]


def test_no_request_fails_while_gunicorn_is_started_again() -> None:
    assert missed(restart.judged([PAGE, TAKEN, slow(PAGE, 5_000), LIMITED])) == []
    assert missed(restart.judged([PAGE, LOST])) == [1]
    assert missed(restart.judged([PAGE, Answer(502, 1)])) == [1]


def test_the_demo_leaves_the_real_site_alone_works_says_so_and_ends_completely() -> None:
    judged = demo_beside_production.judged
    assert missed(judged([], True, 0, "DATABASE_URL is left alone")) == []
    assert missed(judged(["accounts_user"], False, 1, "")) == [1, 2, 3, 4]


def test_a_worker_without_a_database_waits_in_silence() -> None:
    judged = worker_without_database.judged
    assert (
        missed(
            judged(
                True, "The worker (mail) has no database that it can use (OperationalError).", 45
            )
        )
        == []
    )
    assert missed(judged(False, "Traceback (most recent call last)", 45.1)) == [1, 2, 3]


def test_what_was_answered_while_workers_were_killed_is_stored_exactly_once() -> None:
    comments = [Sending(COMMENT_FORM, "a", TAKEN, 1), Sending(COMMENT_FORM, "b", LOST, 0)]
    asked = [Sending(REQUEST_FORM, "c", TAKEN, 1), Sending(REQUEST_FORM, "d", LOST, 1)]
    assert missed(killed_workers.judged(comments + asked)) == []

    lost = [Sending(COMMENT_FORM, "a", TAKEN, 0)]
    assert missed(killed_workers.judged(lost + asked)) == [1]
    refused = [Sending(COMMENT_FORM, "e", LIMITED, 0)]
    assert missed(killed_workers.judged(comments + refused + asked)) == [1]
    twice = [Sending(REQUEST_FORM, "d", LOST, 2)]
    assert missed(killed_workers.judged(comments + asked + twice)) == [4]
    assert missed(killed_workers.judged(comments)) == [3]


def test_a_run_ends_with_an_error_that_names_what_was_missed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    goals = {
        "kept": Goal("readers", "500 ms", "100", is_reached=True),
        "broken": Goal("writers", "500 ms", "900", is_reached=False),
    }
    measures: dict[str, Any] = {
        name: lambda stage, goal=goal: [goal] for name, goal in goals.items()
    }
    monkeypatch.setattr(__main__, "FAULTS", measures)
    for name in ("database_of", "copy_of", "Stage"):
        monkeypatch.setattr(__main__, name, lambda *arguments: nullcontext(""))
    monkeypatch.setattr(__main__, "conditions", lambda: "A machine.")
    monkeypatch.setattr(__main__, "collect_if_changed", lambda: None)
    monkeypatch.setattr(__main__.signal, "signal", lambda *arguments: None)
    monkeypatch.setattr(__main__.logging, "disable", lambda level: None)
    monkeypatch.setattr("sys.argv", ["faults"])

    with pytest.raises(SystemExit) as end:
        __main__.main()

    assert end.value.code == "Missed: writers: 500 ms."
    assert "| readers | 500 ms | 100 | reached |" in capsys.readouterr().out


def test_a_form_is_read_as_a_browser_sends_it() -> None:
    page = """
      <form method="post" action="/uit/"><input name="csrf" value="1"></form>
      <form method="get"><input name="q"><input name="r"><input name="s"><input name="t"></form>
      <form method="post" action="/hier/">
        <input type="hidden" name="csrf" value="2"><input name="naam" value="&amp; Co">
        <input type="radio" name="kleur" value="rood"><input type="radio" name="kleur" value="groen" checked>
        <textarea name="tekst">

Een &lt;b&gt;
woord</textarea><button name="knop">Ja</button>
      </form>"""  # noqa: E501
    form = form_in("/hier/", page)

    assert form.action == "/hier/"
    assert form.fields == {
        "csrf": "2", "naam": "& Co", "kleur": "groen", "tekst": "\nEen <b>\nwoord",
    }  # fmt: skip
    with pytest.raises(ValueError, match="no form"):
        form_in("/leeg/", "<p>Niets</p>")


def test_a_percentile_is_one_of_the_answers_and_of_none_for_ever() -> None:
    answers = [slow(PAGE, milliseconds) for milliseconds in range(101)]
    assert [percentile(answers, share) for share in (0.5, 0.95, 1)] == [50, 95, 100]
    assert percentile([], 0.95) == float("inf")

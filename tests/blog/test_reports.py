"""Reporting a comment: who may, when it hides one, and what is kept of it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Article, Author, Comment, CommentReport, ConversationSettings
from blog.tasks.comments import erase_old_reports
from coaching_site.accounts.models import User
from coaching_site.outbox.models import OutgoingMail
from tests.factories import make_comment, make_opening_time

pytestmark = pytest.mark.django_db
NETWORKS = ("192.0.2", "198.51.100", "203.0.113", "100.64.7")


@pytest.fixture
def comment(article: Article) -> Comment:
    return make_comment(article, "Vraag het maar aan Kees van 4B.", name="Roddelaar")


def address_of(comment: Comment) -> str:
    return f"/reactie/{comment.pk}/melden/"


def report(comment: Comment, network: str = NETWORKS[0], **values: Any) -> HttpResponse:
    """Report it as a reader somewhere does."""
    sent = {"opened": make_opening_time(), "website": "", "reason": "person"} | values
    return Client(REMOTE_ADDR=f"{network}.5").post(address_of(comment), sent)


def report_thrice(comment: Comment) -> None:
    for network in NETWORKS[:3]:
        assert report(comment, network).status_code == 302


def state_of(comment: Comment) -> str:
    comment.refresh_from_db()
    return comment.state


def test_a_report_is_kept_without_a_name_and_the_comment_stays(
    client: Client, comment: Comment
) -> None:
    answer = report(comment, words="Iedereen weet wie Kees is.")
    assert (answer.status_code, answer["Location"]) == (302, f"{address_of(comment)}?verstuurd=")
    kept = comment.reports.get()
    assert (kept.reason, kept.words) == ("person", "Iedereen weet wie Kees is.")
    assert NETWORKS[0] not in str(CommentReport.objects.values().get())
    assert state_of(comment) == "approved"
    assert not OutgoingMail.objects.exists()
    assert "Je melding is bij de praktijk aangekomen." in client.get(answer["Location"]).text


def test_the_article_leads_to_the_page_that_asks(client: Client, comment: Comment) -> None:
    page = client.get(comment.article.get_absolute_url()).text
    assert page.count(f'href="{address_of(comment)}"') == 1
    asked = client.get(address_of(comment))
    assert asked.status_code == 200
    assert "Vraag het maar aan Kees van 4B." in asked.text
    assert asked["Cache-Control"] == "no-store"
    assert not CommentReport.objects.exists()


def test_the_third_report_hides_it_and_the_practice_is_told_once(
    client: Client, comment: Comment
) -> None:
    report(comment, NETWORKS[0])
    report(comment, NETWORKS[1])
    assert state_of(comment) == "approved"
    report(comment, NETWORKS[2])
    assert state_of(comment) == "pending"
    assert comment.held_for == ["reported"]
    assert [*comment.events.values_list("kind", "came_from", "by")] == [
        ("reported", "approved", None)
    ]
    assert OutgoingMail.objects.count() == 1
    assert "Kees" not in client.get(comment.article.get_absolute_url()).text


def test_one_network_counts_once_whatever_it_reports_and_on_whatever_day(comment: Comment) -> None:
    for day, reason in enumerate(("person", "hurtful", "advertising")):
        with time_machine.travel(timezone.now() + timedelta(days=day), tick=False):
            sent = {"opened": make_opening_time(), "reason": reason, "words": str(day)}
            Client(REMOTE_ADDR=f"192.0.2.{day + 1}").post(address_of(comment), sent)
    assert comment.reports.count() == 3
    assert comment.reports.values("source").distinct().count() == 1
    assert state_of(comment) == "approved"


def test_the_same_report_twice_is_one(comment: Comment) -> None:
    opened = make_opening_time()
    for _time in range(2):
        assert report(comment, opened=opened).status_code == 302
    assert comment.reports.count() == 1


def test_who_reported_what_was_approved_again_cannot_hide_it_again(
    comment: Comment, coach: User
) -> None:
    report_thrice(comment)
    comment.refresh_from_db()
    comment.approve(by=coach)
    assert not comment.reports.open().exists()
    for network in NETWORKS[:3]:
        report(comment, network, reason="hurtful")
    report(comment, NETWORKS[3])
    assert comment.reports.count() == 7
    assert state_of(comment) == "approved"


def test_three_others_hide_it_again(comment: Comment, coach: User) -> None:
    report_thrice(comment)
    comment.refresh_from_db()
    comment.approve(by=coach)
    for network in ("10.1.1", "10.1.2", "10.1.3"):
        report(comment, network)
    assert state_of(comment) == "pending"


def test_words_of_a_report_go_once_it_was_judged(comment: Comment, coach: User) -> None:
    report(comment, words="Kees is mijn neef.")
    report_thrice(comment)
    comment.refresh_from_db()
    comment.approve(by=coach)
    assert {*comment.reports.values_list("words", flat=True)} == {""}


@pytest.mark.parametrize(
    "state", ["unconfirmed", "pending", "refused", "spam", "private", "removed", "withdrawn"]
)
def test_what_readers_do_not_see_cannot_be_reported(
    client: Client, comment: Comment, state: str
) -> None:
    Comment.objects.update(state=state)
    gone = client.get("/reactie/999999/melden/")
    for answer in (client.get(address_of(comment)), report(comment)):
        assert answer.status_code == 404
        assert "Deze link werkt niet meer" in answer.text
        assert "Kees" not in answer.text
    assert gone.status_code == 404
    assert not CommentReport.objects.exists()


@pytest.mark.parametrize(
    ("on_article", "on_site"),
    [
        ({"publish_at": None}, {}),
        ({"trashed_at": timezone.now()}, {}),
        ({"end_at": timezone.now() - timedelta(minutes=1)}, {}),
        ({"conversation": "off"}, {}),
        ({}, {"conversation": "off"}),
        ({}, {"readers_may_report": False}),
    ],
)
def test_where_nothing_is_shown_or_reports_are_off_nothing_is_reported(
    client: Client, comment: Comment, on_article: dict[str, Any], on_site: dict[str, Any]
) -> None:
    Article.objects.update(**on_article or {"featured": False})
    ConversationSettings.objects.update(**on_site or {"holds": "everything"})
    assert client.get(address_of(comment)).status_code == 404
    assert report(comment).status_code == 404
    assert not CommentReport.objects.exists()
    assert address_of(comment) not in client.get(comment.article.get_absolute_url()).text


def test_what_an_author_of_the_site_says_is_not_reported(
    client: Client, article: Article, marit: Author
) -> None:
    answer = make_comment(article, author=marit, name="Marit")
    assert report(answer).status_code == 404
    assert address_of(answer) not in client.get(article.get_absolute_url()).text


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"reason": ""}, "Kies wat er mis is met deze reactie."),
        ({"reason": "zomaar"}, "Selecteer een geldige keuze."),
        ({"reason": "other", "words": " \u200b "}, "Zeg in een paar woorden wat er mis is."),
        ({"words": "x" * 501}, "Deze tekst telt 501 tekens"),
        ({"website": "https://voorbeeld.nl"}, ""),
        ({"opened": "onzin"}, ""),
    ],
)
def test_a_refused_report_keeps_what_was_typed(
    comment: Comment, values: dict[str, Any], error: str
) -> None:
    answer = report(comment, **{"words": "Wat ik zei."} | values)
    assert answer.status_code == 422
    assert error in answer.text
    assert values.get("words", "Wat ik zei.").strip() in answer.text
    assert not CommentReport.objects.exists()


def test_extra_fields_change_nothing(article: Article, comment: Comment) -> None:
    other = make_comment(article)
    extra = {"settled_at": "2026-01-01", "source": "x", "state": "spam", "submission": "y"}
    sent = {"opened": make_opening_time(), "reason": "person", "comment": other.pk} | extra
    Client().post(address_of(comment), sent)
    kept = CommentReport.objects.get()
    assert (kept.comment, kept.settled_at) == (comment, None)
    assert kept.source != "x"
    assert state_of(comment) == "approved"


def test_a_flood_from_one_source_is_stopped_and_nobody_else_is(
    article: Article, comment: Comment
) -> None:
    comments = [make_comment(article) for _ in range(8)]
    statuses = [report(each).status_code for each in comments]
    assert statuses == [302] * 5 + [429] * 3
    assert report(comment, NETWORKS[1]).status_code == 302


def test_a_report_without_csrf_protection_shows_the_form_again(comment: Comment) -> None:
    strict = Client(enforce_csrf_checks=True)
    sent = {"opened": make_opening_time(), "reason": "person", "words": "Wat ik zei."}
    answer = strict.post(address_of(comment), sent)
    assert answer.status_code == 403
    assert "Wat ik zei." in answer.text
    assert not CommentReport.objects.exists()


def test_reports_are_erased_after_ninety_days(comment: Comment) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=91)):
        report(comment, NETWORKS[0])
    report(comment, NETWORKS[1])
    erase_old_reports(0)
    assert comment.reports.count() == 1


def test_a_moderator_reads_what_was_reported(client: Client, coach: User, comment: Comment) -> None:
    report(comment, words="Dit is <b>Kees</b> & zijn moeder.", reason="other")
    report_thrice(comment)
    page = client.get(f"/admin/blog/comment/{comment.pk}/change/").text
    assert "4 keer gemeld" in page
    assert "Dit is &lt;b&gt;Kees&lt;/b&gt; &amp; zijn moeder." in page
    assert "gemeld door lezers" in page


def test_the_page_costs_as_many_queries_with_many_reports(comment: Comment) -> None:
    costs = []
    for network in NETWORKS[:2]:
        with CaptureQueriesContext(connection) as queries:
            report(comment, network, words=network)
        costs.append(len(queries))
        known = comment.reports.latest("pk").source
        CommentReport.objects.bulk_create(
            CommentReport(
                comment=comment, reason="person", source=known, submission=f"{network}.{number}"
            )
            for number in range(50)
        )
    # The first also makes the counts of the limits.
    assert costs[1] <= costs[0]


def test_a_network_is_another_one_for_another_comment(article: Article, comment: Comment) -> None:
    other = make_comment(article)
    report(comment)
    report(other)
    assert CommentReport.objects.values("source").distinct().count() == 2


def test_the_third_who_presses_twice_reads_thanks_twice(comment: Comment) -> None:
    opened = make_opening_time()
    for network in NETWORKS[:2]:
        report(comment, network)
    answers = [report(comment, NETWORKS[2], opened=opened) for _press in range(2)]
    assert [answer["Location"] for answer in answers] == [f"{address_of(comment)}?verstuurd="] * 2
    assert report(comment, NETWORKS[3], words="Ik typte nog.").status_code == 302
    assert comment.reports.count() == 3


def test_a_report_that_comes_after_a_writer_took_it_back_keeps_no_word(comment: Comment) -> None:
    comment.withdraw()
    _report, is_new = comment.report(submission="s", source="s", reason="other", words="Kees")
    assert (is_new, CommentReport.objects.count()) == (False, 0)


def test_undoing_an_approval_lets_the_reports_count_again(comment: Comment, coach: User) -> None:
    report_thrice(comment)
    comment.refresh_from_db()
    comment.approve(by=coach)
    comment.undo(by=coach)
    assert comment.reports.open().count() == 3

"""A moderator's link shows one comment and decides once, in her name, when a button is pressed."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import signing
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from blog.conversations.confirming import LINK as CONFIRMING
from blog.conversations.deciding import LINK
from blog.conversations.telling import STOP_ANSWERS
from blog.models import Article, Comment, CommentEvent
from coaching_site.accounts.models import User
from tests.at_once import at_once
from tests.blog.moderator_mails import let_wait, links_in, mails_to, make_moderator, run_due_jobs
from tests.factories import make_comment

pytestmark = pytest.mark.django_db

OF_THE_MOMENT = {"Content-Length", "Expires"}


@pytest.fixture
def anna(db: None) -> User:
    return make_moderator("anna", first_name="Anna", last_name="Veld")


def mailed_link(moderator: User) -> str:
    """Return the first link of the mail that tells a moderator what waits."""
    run_due_jobs()
    return links_in(mails_to(moderator)[-1])[0]


def seen(answer: HttpResponse) -> tuple[int, bytes, list[tuple[str, str]]]:
    """Return all that somebody with a link gets, but for its own address and the time of day."""
    path = answer.wsgi_request.path.encode()  # type: ignore[attr-defined]
    headers = {name: answer[name] for name in answer.headers if name not in OF_THE_MOMENT}
    return answer.status_code, answer.content.replace(path, b""), sorted(headers.items())


def gone() -> tuple[int, bytes, list[tuple[str, str]]]:
    answer = Client().get("/reactie/beslissen/verzonnen/")
    assert answer.status_code == 404
    assert "Deze link werkt niet meer" in answer.content.decode()
    return seen(answer)


def last_event(comment: Comment) -> tuple[str, str, Any]:
    event = comment.events.latest("pk")
    return event.kind, event.sentence, event.by


def test_the_page_shows_what_is_to_be_judged_and_no_mail_address(
    article: Article, anna: User
) -> None:
    above = make_comment(article, "Wat doe jij bij onrust?", name="Ties")
    let_wait(article, "Hij wordt geslagen.", parent=above, read_first=True)
    answer = Client().get(mailed_link(anna))
    page = answer.content.decode()
    assert answer.status_code == 200
    for words in (
        article.title, "Wat doe jij bij onrust?", "Ties", "Hij wordt geslagen.", "Noor",
        "Lees dit eerst", "elke reactie wacht", "Je beslist als Anna Veld",
    ):  # fmt: skip
        assert words in page, words
    assert "noor@voorbeeld.nl" not in page
    assert '<meta name="robots" content="noindex">' in page
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert "'unsafe" not in answer["Content-Security-Policy"]


def test_the_page_says_what_readers_reported(article: Article, anna: User) -> None:
    comment = make_comment(article)
    for number in range(3):
        comment.report(
            submission=f"m{number}", source=f"plek {number}", reason="hurtful", words="Dit kwetst."
        )
    assert Client().get(mailed_link(anna)).content.decode().count("Dit kwetst.") == 3


@pytest.mark.parametrize(
    ("step", "state", "sentence", "said"),
    [
        ("approve", "approved", "", "De reactie staat op de site"),
        ("refuse", "refused", "", "geen mail"),
        ("refuse", "refused", "Zet er geen naam in.", "jouw zin"),
        ("spam", "spam", "", "De reactie is spam"),
    ],
)
def test_a_button_decides_in_her_name_and_says_what_was_done_and_what_still_waits(
    article: Article, anna: User, step: str, state: str, sentence: str, said: str
) -> None:
    comment = let_wait(article)
    link = mailed_link(anna)
    let_wait(article)
    stranger = Client(enforce_csrf_checks=True)
    stranger.get(link)
    token = stranger.cookies["csrftoken"].value
    answer = stranger.post(link, {"step": step, "sentence": sentence, "csrfmiddlewaretoken": token})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in page
    assert "1 reactie wacht." in page
    assert f"/admin/blog/comment/queue/?decided={comment.pk}" in page
    assert "sessionid" not in stranger.cookies
    comment.refresh_from_db()
    assert (comment.state, comment.decided_by) == (state, anna)
    assert last_event(comment) == (state, sentence, anna)


def test_opening_a_link_however_often_decides_nothing(article: Article, anna: User) -> None:
    comment = let_wait(article)
    link = mailed_link(anna)
    events = CommentEvent.objects.count()
    for method in ("get", "head", "get"):
        assert getattr(Client(), method)(f"{link}?step=approve").status_code == 200
    for method in ("put", "delete", "patch", "options"):
        assert getattr(Client(), method)(link).status_code == 405
    comment.refresh_from_db()
    assert (comment.state, CommentEvent.objects.count()) == ("pending", events)


def test_a_button_without_its_protection_decides_nothing(article: Article, anna: User) -> None:
    comment = let_wait(article)
    link = mailed_link(anna)
    assert Client(enforce_csrf_checks=True).post(link, {"step": "approve"}).status_code == 403
    comment.refresh_from_db()
    assert comment.state == "pending"


def test_what_cannot_be_taken_is_said_beside_the_field_and_kept(
    article: Article, anna: User
) -> None:
    comment = let_wait(article)
    link = mailed_link(anna)
    long = "Te lang. " * 80
    answer = Client().post(link, {"step": "refuse", "sentence": long})
    assert (answer.status_code, long.strip() in answer.content.decode()) == (422, True)
    for step in ("", "remove", "private", "x" * 1000):
        answer = Client().post(link, {"step": step, "state": "approved", "by": "1"})
        assert answer.status_code == 422
        assert "Kies wat er met de reactie gebeurt." in answer.content.decode()
    comment.refresh_from_db()
    assert comment.state == "pending"


def use_it(link: str, comment: Comment, anna: User, other: User) -> None:
    Client().post(link, {"step": "refuse"})


def another_decides(link: str, comment: Comment, anna: User, other: User) -> None:
    comment.approve(by=other)


def another_decides_and_undoes_it(link: str, comment: Comment, anna: User, other: User) -> None:
    comment.approve(by=other)
    comment.undo(by=other)


def she_loses_her_role(link: str, comment: Comment, anna: User, other: User) -> None:
    anna.groups.clear()


def her_account_is_closed(link: str, comment: Comment, anna: User, other: User) -> None:
    User.objects.filter(pk=anna.pk).update(is_active=False)


def she_leaves_the_staff(link: str, comment: Comment, anna: User, other: User) -> None:
    User.objects.filter(pk=anna.pk).update(is_staff=False)


def her_account_is_deleted(link: str, comment: Comment, anna: User, other: User) -> None:
    anna.delete()


def the_comment_is_deleted(link: str, comment: Comment, anna: User, other: User) -> None:
    comment.delete()


@pytest.mark.parametrize(
    "happens",
    [
        use_it,
        another_decides,
        another_decides_and_undoes_it,
        she_loses_her_role,
        her_account_is_closed,
        she_leaves_the_staff,
        her_account_is_deleted,
        the_comment_is_deleted,
    ],
)
def test_a_link_that_asks_nothing_any_more_leads_to_one_plain_page_and_decides_nothing(
    article: Article, anna: User, happens: Callable[..., None]
) -> None:
    comment = let_wait(article)
    link = mailed_link(anna)
    other = make_moderator()
    happens(link, comment, anna, other)
    states = list(Comment.objects.values_list("state", "decided_by"))
    assert seen(Client().get(link)) == gone()
    assert seen(Client().post(link, {"step": "spam"})) == gone()
    assert list(Comment.objects.values_list("state", "decided_by")) == states


def test_a_link_works_for_fourteen_days(article: Article, anna: User) -> None:
    let_wait(article)
    link = mailed_link(anna)
    now = timezone.now()
    with time_machine.travel(now + timedelta(days=13, hours=23), tick=False):
        assert Client().get(link).status_code == 200
    with time_machine.travel(now + timedelta(days=14, minutes=1), tick=False):
        assert seen(Client().get(link)) == gone()
        assert seen(Client().post(link, {"step": "approve"})) == gone()


def test_a_token_that_is_cut_guessed_forged_or_of_another_kind_is_none(
    article: Article, anna: User
) -> None:
    comment = let_wait(article)
    other = let_wait(article)
    token = mailed_link(anna).split("/")[3]
    numbers, rest = token.split(".", 1)
    account, pk, beginning = numbers.split("-")
    elsewhere = signing.TimestampSigner(sep=".", salt="elders").sign(numbers)
    for wrong in (
        token[:-1], token[1:], numbers, f"{account}-{other.pk}-{beginning}.{rest}",
        f"{int(account) + 1}-{pk}-{beginning}.{rest}", elsewhere, "x" * 3000, "-.-.-",
        CONFIRMING.token(comment.pk), STOP_ANSWERS.token(comment.pk),
        LINK.token(10**12, comment.pk, 0),
        LINK.token(anna.pk, 10**12, 0), LINK.token(anna.pk, other.pk, int(beginning)),
    ):  # fmt: skip
        assert seen(Client().get(f"/reactie/beslissen/{wrong}/")) == gone(), wrong
        posted = Client().post(f"/reactie/beslissen/{wrong}/", {"step": "approve"})
        assert seen(posted) == gone(), wrong
    assert Comment.objects.pending().count() == 2


def test_a_link_outlives_what_leaves_the_comment_waiting(
    article: Article, anna: User, coach: User
) -> None:
    comment = let_wait(article, "Sanne is stil.")
    link = mailed_link(anna)
    comment.shorten(["Sanne"], by=coach)
    page = Client().get(link).content.decode()
    assert "[naam weggelaten] is stil." in page
    assert Client().post(link, {"step": "approve"}).status_code == 200


def test_what_waits_since_before_events_were_noted_can_be_decided(
    article: Article, anna: User
) -> None:
    old = make_comment(article, state="pending", created_at=timezone.now() - timedelta(days=300))
    let_wait(article)
    link = mailed_link(anna)
    assert Client().post(link, {"step": "spam"}).status_code == 200
    old.refresh_from_db()
    assert (old.state, old.decided_by) == ("spam", anna)
    assert seen(Client().get(link)) == gone()


@pytest.mark.django_db(transaction=True)
def test_of_buttons_pressed_at_once_one_decides(article: Article) -> None:
    people = [make_moderator("anna"), make_moderator("ties")]
    comment = let_wait(article)
    links = [mailed_link(person) for person in people] * 3
    steps = ["approve", "spam", "refuse", "approve", "spam", "refuse"]
    answers = at_once(lambda link, step: Client().post(link, {"step": step}), links, steps)
    assert sorted(answer.status_code for answer in answers) == [200, 404, 404, 404, 404, 404]
    decided = [kind for kind in comment.events.values_list("kind", flat=True) if kind != "entered"]
    comment.refresh_from_db()
    assert decided == [comment.state]


def test_nobody_decides_about_words_that_came_after_those_she_read(
    article: Article, anna: User
) -> None:
    comment = let_wait(article, "Eerste woorden.")
    link = mailed_link(anna)
    page = Client().get(link).content.decode()
    seen_key = re.findall(r'name="seen" value="([^"]+)"', page)[0]
    comment.change(name=comment.name, text="Heel andere woorden.", read_first=False)
    answer = Client().post(link, {"step": "approve", "seen": seen_key})
    assert (answer.status_code, "Heel andere woorden." in answer.content.decode()) == (422, True)
    assert "De schrijver heeft haar intussen gewijzigd" in answer.content.decode()
    comment.refresh_from_db()
    assert comment.state == "pending"
    seen_key = re.findall(r'name="seen" value="([^"]+)"', answer.content.decode())[0]
    assert Client().post(link, {"step": "approve", "seen": seen_key}).status_code == 200
    comment.refresh_from_db()
    assert comment.state == "approved"

"""Which comments wait, and why: each rule alone, all together, and what they cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.conversations.confirming import proof_of
from blog.conversations.holding.likeness import is_like_one_of
from blog.conversations.holding.reasons import reasons_to_hold
from blog.models import Article, Comment, ConversationSettings
from blog.models.comments import HoldReason
from coaching_site.accounts.models import User
from coaching_site.outbox.models import OutgoingMail
from tests.factories import make_article, make_comment, make_opening_time

pytestmark = pytest.mark.django_db
SPAM = "Wil jij ook meer bezoekers op je website? Wij zetten je binnen dertig dagen op pagina één."


def say(**columns: Any) -> None:
    """Set what holds for the whole site."""
    ConversationSettings.objects.update(**columns)


@pytest.fixture(autouse=True)
def holds_little(db: None) -> None:
    """Let only the first comment of an address wait, unless a test says otherwise."""
    say(holds="first")


def enter(article: Article, text: str = "Dit herken ik.", **columns: Any) -> Comment:
    """Let a comment with a confirmed address come in, from who was approved before."""
    columns = {"email": "noor@voorbeeld.nl", "name": "Noor"} | columns
    if not Comment.objects.approved().filter(name="Bekend").exists():
        make_comment(article, name="Bekend", email="noor@voorbeeld.nl")
    comment = make_comment(article, text, state="unconfirmed", **columns)
    comment.enter()
    comment.refresh_from_db()
    return comment


def test_everything_waits_on_a_new_site() -> None:
    assert ConversationSettings().holds == "everything"
    say(holds="everything")
    comment = enter(make_article())
    assert (comment.state, comment.held_for) == ("pending", ["everything"])


def test_who_was_approved_before_appears_at_once_and_no_mail_is_written(
    client: Client, article: Article
) -> None:
    comment = enter(article, "Weer herken ik dit.", email="Noor@Voorbeeld.NL")
    assert (comment.state, comment.held_for) == ("approved", [])
    assert (comment.decided_by, comment.decided_at) == (None, None)
    noted = comment.events.values_list("kind", "came_from", "by")
    assert list(noted) == [("entered", "unconfirmed", None), ("approved", "pending", None)]
    assert not OutgoingMail.objects.exists()
    assert "Weer herken ik dit." in client.get(article.get_absolute_url()).content.decode()


def test_what_appeared_by_itself_can_be_taken_back_to_wait(article: Article, coach: User) -> None:
    comment = enter(article)
    comment.undo(by=coach)
    assert comment.state == "pending"


@pytest.mark.parametrize("state", ["pending", "refused", "spam", "removed", "withdrawn", None])
def test_who_has_nothing_on_the_site_waits_and_the_practice_is_told(
    article: Article, state: str | None
) -> None:
    if state:
        make_comment(article, "Wat ik eerder zei.", email="els@voorbeeld.nl", state=state)
    comment = enter(article, email="els@voorbeeld.nl")
    assert (comment.state, comment.held_for) == ("pending", ["first"])
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize(
    ("allowed", "text", "held_for"),
    [
        (1, "Kijk op https://voorbeeld.nl/rust.", []),
        (1, "Kijk op https://voorbeeld.nl en www.voorbeeld.com.", ["links"]),
        (0, "Mail mij: els@voorbeeld.nl", ["links"]),
        (0, "Geen enkele.", []),
        (None, "www.a.nl www.b.nl www.c.nl www.d.nl", []),
    ],
)
def test_more_links_than_allowed_hold_a_comment(
    article: Article, allowed: int | None, text: str, held_for: list[str]
) -> None:
    say(links_allowed=allowed)
    assert enter(article, text).held_for == held_for


@pytest.mark.parametrize(
    ("text", "held_for"),
    [
        ("Een CÁSINO naast de school!", ["words"]),
        ("casino", ["words"]),
        ("Casinospelers zijn welkom.", []),
        ("Vraag nu een gratis,\nSCAN aan.", ["words"]),
        ("Gratis koffie, en daarna een scan.", []),
        ("ca\u00adsi\u200bno", ["words"]),
    ],
)
def test_listed_words_hold_a_comment_whole_and_however_they_are_written(
    article: Article, text: str, held_for: list[str]
) -> None:
    say(listed_words="Casino\n\n  ,.!  \ngratis scan\n")
    assert enter(article, text).held_for == held_for


def test_a_listed_word_in_the_name_counts(article: Article) -> None:
    say(listed_words="seo expert")
    assert enter(article, name="SEO-expert").held_for == ["words"]


@pytest.mark.parametrize("state", ["refused", "spam"])
@pytest.mark.parametrize(
    ("text", "held_for"),
    [
        (SPAM, ["like_refused"]),
        (f"Hallo! {SPAM.upper()} Bel ons.", ["like_refused"]),
        (SPAM.replace("dertig", "30").replace("website", "site"), ["like_refused"]),
        ("Wil jij ook meer rust in je groep? Wij tellen eerst tot acht.", []),
        ("Oké!", []),
    ],
)
def test_what_resembles_a_refused_text_waits(
    article: Article, state: str, text: str, held_for: list[str]
) -> None:
    make_comment(article, SPAM, state=state)
    make_comment(article, "Dit is iets heel anders, dat ook geweigerd is.", state=state)
    assert enter(article, text).held_for == held_for


def test_what_was_approved_or_waits_is_no_example(article: Article) -> None:
    for state in ("approved", "pending", "removed"):
        make_comment(article, SPAM, state=state)
    assert enter(article, SPAM).held_for == []


@pytest.mark.parametrize(
    ("text", "other", "is_like"),
    [
        ("een twee drie vier", "een twee drie", True),
        ("een twee drie vier vijf", "een twee drie", False),
        ("eens", "Eens!", True),
        ("eens", "eens hoor", False),
        ("", "", False),
        ("!!", "?!", False),
    ],
)
def test_likeness_is_half_of_the_runs_of_three_words(text: str, other: str, is_like: bool) -> None:
    assert is_like_one_of(text, [other]) is is_like


def test_what_may_be_about_danger_always_waits(article: Article) -> None:
    comment = enter(article, read_first=True)
    assert (comment.state, comment.held_for) == ("pending", ["read_first"])


def test_what_was_changed_always_waits(article: Article) -> None:
    comment = enter(article)
    assert reasons_to_hold(comment, is_changed=True) == [HoldReason.CHANGED]


def test_the_queue_hears_every_reason(article: Article, client: Client, coach: User) -> None:
    say(links_allowed=0, listed_words="casino")
    make_comment(article, "Speel in het casino op www.voorbeeld.nl vandaag", state="spam")
    text = "Speel in het casino op www.voorbeeld.nl vandaag"
    comment = enter(article, text, email="els@voorbeeld.nl", read_first=True)
    assert comment.held_for == ["first", "links", "words", "like_refused", "read_first"]
    page = client.get(f"/admin/blog/comment/{comment.pk}/change/").content.decode()
    for words in ("eerste reactie van dit adres", "bevat links", "lijkt op wat eerder"):
        assert words in page


@pytest.mark.parametrize(
    ("site", "on_article", "state"),
    [
        ("everything", "first", "approved"),
        ("first", "everything", "pending"),
        ("first", "", "approved"),
        ("everything", "", "pending"),
    ],
)
def test_an_article_may_hold_more_or_less_than_the_site(
    site: str, on_article: str, state: str
) -> None:
    say(holds=site)
    assert enter(make_article(holds=on_article)).state == state


def test_a_reader_hears_what_happened_to_what_she_sent(client: Client, article: Article) -> None:
    make_comment(article, email="noor@voorbeeld.nl")
    address = f"/artikelen/{article.slug}/reageren/"
    sent = {
        "opened": make_opening_time(),
        "name": "Noor",
        "email": "noor@voorbeeld.nl",
        "text": "Nog eens.",
        "confirmation": proof_of("noor@voorbeeld.nl"),
    }
    thanks = client.post(address, sent, follow=True).content.decode()
    sent_now = Comment.objects.get(text="Nog eens.")
    assert f'Ze staat nu <a href="/reactie/{sent_now.pk}/">' in thanks
    assert "Ieders eerste reactie lezen we" in client.get(address).content.decode()
    Comment.objects.filter(text="Nog eens.").update(state="refused")
    assert (
        "Je reactie wacht op goedkeuring"
        in client.post(address, sent, follow=True).content.decode()
    )


def test_who_confirms_what_appears_at_once_is_told_so(client: Client, article: Article) -> None:
    make_comment(article, email="noor@voorbeeld.nl")
    comment = make_comment(article, state="unconfirmed", email="noor@voorbeeld.nl")
    page = client.post(f"/reactie/bevestigen/{comment.confirming_token}/").content.decode()
    assert "Je reactie staat nu onder" in page


def test_a_thousand_refused_cost_as_many_queries_as_ten(article: Article) -> None:
    costs = []
    for number in (10, 1_000):
        Comment.objects.bulk_create(
            Comment(article=article, name="X", text=f"{SPAM} {place}", state="spam",
                    created_at=timezone.now() - timedelta(minutes=place))
            for place in range(number)
        )  # fmt: skip
        comment = make_comment(article, state="unconfirmed", email=f"{number}@voorbeeld.nl")
        comment = Comment.objects.select_related("article").get(pk=comment.pk)
        with CaptureQueriesContext(connection) as queries:
            reasons_to_hold(comment)
        costs.append(len(queries))
    # The settings, the address, and the newest of either state.
    assert costs == [4, 4]

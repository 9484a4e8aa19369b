"""Proof of work: what counts as one, how often, and that lacking it only makes a comment wait."""

import base64
import json
import re
from datetime import timedelta
from html import unescape
from typing import Any

import altcha
import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from blog.conversations.confirming import proof_of
from blog.conversations.holding import proof_of_work
from blog.conversations.holding.proof_of_work import MAX_PROOF_LENGTH, challenge, use_proof
from blog.models import Article, Comment, ConversationSettings
from coaching_site.accounts.models import User
from tests.factories import make_article, make_comment, make_opening_time

pytestmark = pytest.mark.django_db
FIELD = re.compile(r'data-challenge="([^"]*)"')


@pytest.fixture(autouse=True)
def short_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a sum take milliseconds; a test has no flood to hold back."""
    monkeypatch.setattr(proof_of_work, "STEPS", 10)


@pytest.fixture
def asked(db: None) -> None:
    """Let only a first comment wait, and what comes without proof of work."""
    ConversationSettings.objects.update(holds="first", asks_for_proof=True)


def work_out(asked: str, **forged: Any) -> str:
    """Return what a browser sends that worked out the sum."""
    made = altcha.Challenge.from_dict(json.loads(asked))
    solution = altcha.solve_challenge(made)
    assert solution
    proof = altcha.Payload(made, solution).to_dict()
    proof["challenge"]["parameters"] |= forged
    return encoded(json.dumps(proof))


def encoded(text: str) -> str:
    return base64.b64encode(text.encode(errors="surrogatepass")).decode()


def send(client: Client, article: Article, text: str = "Dit herken ik.", **values: Any) -> Comment:
    """Send a comment from a device on which the address was confirmed, approved once before."""
    if not article.comments.approved().exists():
        make_comment(article, "Eerder.", name="Noor", email="noor@voorbeeld.nl")
    sent = {
        "opened": make_opening_time(),
        "name": "Noor",
        "email": "noor@voorbeeld.nl",
        "text": text,
        "confirmation": proof_of("noor@voorbeeld.nl"),
    } | values
    assert client.post(f"/artikelen/{article.slug}/reageren/", sent).status_code == 302
    return Comment.objects.get(text=text)


def sum_in_form(client: Client, article: Article) -> str:
    page = client.get(f"/artikelen/{article.slug}/reageren/").content.decode()
    return unescape(FIELD.findall(page)[0])


@pytest.mark.usefixtures("asked")
def test_a_comment_with_the_sum_of_its_form_appears_at_once(
    client: Client, article: Article
) -> None:
    comment = send(client, article, proof=work_out(sum_in_form(client, article)))
    assert (comment.state, comment.held_for) == ("approved", [])


@pytest.mark.usefixtures("asked")
def test_a_comment_without_waits_and_the_queue_says_why(
    client: Client, article: Article, coach: User
) -> None:
    comment = send(client, article)
    assert (comment.state, comment.held_for) == ("pending", ["no_proof"])
    client.force_login(coach)
    queue = client.get("/admin/blog/comment/queue/").content.decode()
    assert "de browser heeft de rekensom niet gemaakt" in queue


def test_a_sum_serves_once(article: Article) -> None:
    proof = work_out(challenge(article.pk))
    assert [use_proof(proof, article.pk) for _time in range(3)] == [True, False, False]


def test_another_spelling_of_the_same_sum_is_no_new_one(article: Article) -> None:
    proof = work_out(challenge(article.pk))
    assert use_proof(proof, article.pk)
    again = json.loads(base64.b64decode(proof)) | {"more": "words"}
    assert not use_proof(encoded(json.dumps(again, indent=2)), article.pk)


@pytest.mark.usefixtures("asked")
def test_what_comes_twice_is_one_comment_and_its_sum_counted_once(
    client: Client, article: Article
) -> None:
    sent = {"proof": work_out(challenge(article.pk)), "opened": make_opening_time()}
    assert send(client, article, **sent).state == "approved"
    assert send(client, article, **sent).state == "approved"
    assert send(client, article, "Andere woorden.", **sent).held_for == ["no_proof"]


@pytest.mark.usefixtures("asked")
def test_looking_first_uses_up_no_sum(client: Client, article: Article) -> None:
    proof = work_out(challenge(article.pk))
    sent = {"opened": make_opening_time(), "name": "Noor", "email": "noor@voorbeeld.nl"}
    address = f"/artikelen/{article.slug}/reageren/"
    client.post(address, sent | {"text": "Bijna.", "proof": proof, "preview": "1"})
    assert send(client, article, proof=proof).state == "approved"


def test_a_sum_of_another_article_is_none(article: Article) -> None:
    other = make_article("Een ander stuk")
    assert not use_proof(work_out(challenge(other.pk)), article.pk)


@pytest.mark.parametrize(("hours", "counts"), [(23, True), (25, False)])
def test_a_sum_lasts_as_long_as_a_form(article: Article, hours: int, counts: bool) -> None:
    proof = work_out(challenge(article.pk))
    with time_machine.travel(timezone.now() + timedelta(hours=hours)):
        assert use_proof(proof, article.pk) is counts


@pytest.mark.parametrize(
    "forged",
    [
        {"expiresAt": 4_000_000_000},
        {"cost": 1},
        {"keyPrefix": ""},
        {"data": {"article": 0}},
        {"algorithm": "SHA-256"},
    ],
)
def test_a_sum_that_was_made_easier_is_none(article: Article, forged: dict[str, Any]) -> None:
    assert not use_proof(work_out(challenge(article.pk), **forged), article.pk)


def test_a_sum_of_somebody_elses_making_or_with_a_wrong_answer_is_none(article: Article) -> None:
    foreign = altcha.create_challenge("PBKDF2/SHA-256", 1, counter=1, hmac_secret="guessed")
    assert not use_proof(work_out(json.dumps(foreign.to_dict())), article.pk)
    proof = json.loads(base64.b64decode(work_out(challenge(article.pk))))
    proof["solution"]["counter"] += 1
    assert not use_proof(encoded(json.dumps(proof)), article.pk)


def around(**parameters: Any) -> str:
    """Return what looks like an answer, with any parameters."""
    parameters = {"algorithm": "x", "nonce": "0", "salt": "0", "cost": 1} | parameters
    asked = {"parameters": parameters, "signature": "00"}
    return json.dumps({"challenge": asked, "solution": {"counter": 1, "derivedKey": "00"}})


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    "said",
    [
        "",
        "é",
        "a",
        "====",
        "\x00",
        "x" * (MAX_PROOF_LENGTH + 1),
        *map(
            encoded,
            [
                "[]",
                "null",
                "{}",
                "\ud800",
                "[" * 1_400,
                '{"challenge": [], "solution": []}',
                '{"challenge": {"parameters": "a"}, "solution": "b"}',
                around(),
                around(expiresAt=10**400),
                around(cost=float("inf"), data=float("nan")),
                around(nonce="\ud800", data={"article": "\ud800"}),
                around(algorithm={}, keyPrefix=[], expiresAt=True),
            ],
        ),
    ],
)
def test_whatever_is_sent_instead_of_a_proof_only_makes_the_comment_wait(
    client: Client, article: Article, said: str
) -> None:
    assert send(client, article, proof=said).held_for == ["no_proof"]


def test_a_site_that_does_not_ask_says_nothing_of_it(client: Client, article: Article) -> None:
    assert ConversationSettings().asks_for_proof is False
    ConversationSettings.objects.update(holds="first")
    page = client.get(f"/artikelen/{article.slug}/reageren/").content.decode()
    for words in ("proof_of_work", "altcha", "data-challenge", "rekensom"):
        assert words not in page
    assert send(client, article).state == "approved"
    assert send(client, article, "Nog een.", proof="onzin").held_for == []


def test_what_was_written_before_the_site_asked_does_not_wait_for_that(
    client: Client, article: Article
) -> None:
    make_comment(article, "Eerder.", name="Noor", email="noor@voorbeeld.nl")
    comment = make_comment(article, state="unconfirmed", email="noor@voorbeeld.nl")
    ConversationSettings.objects.update(holds="first", asks_for_proof=True)
    comment.enter()
    assert comment.state == "approved"


@pytest.mark.usefixtures("asked")
def test_a_lacking_sum_is_remembered_until_the_address_is_confirmed(
    client: Client, article: Article
) -> None:
    comment = send(client, article, confirmation="")
    assert comment.state == "unconfirmed"
    comment.enter()
    assert comment.held_for == ["no_proof"]


@pytest.mark.usefixtures("asked")
def test_opening_a_form_stores_nothing_and_no_page_keeps_its_sum(
    client: Client, article: Article
) -> None:
    sums = {sum_in_form(client, article) for _time in range(2)}
    assert len(sums) == 2
    assert "data-challenge" not in client.get(article.get_absolute_url()).content.decode()
    answer = client.get(f"/artikelen/{article.slug}/reageren/")
    assert answer["Cache-Control"] == "no-store"

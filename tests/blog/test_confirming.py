"""Confirming an address: once by a link, which only a person's press makes count."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from blog.conversations.confirming import LINK, proof_of
from blog.models import Article, Comment, ConversationSettings
from blog.tasks.comments import erase_unconfirmed_comments
from coaching_site.models import SiteSettings
from coaching_site.outbox.models import OutgoingMail
from coaching_site.security.signed_links import SignedLink
from tests.at_once import at_once
from tests.blog.test_comment_form import address_of, typed
from tests.factories import make_article, make_comment, make_opening_time

pytestmark = pytest.mark.django_db
NOT_HERE = "Deze link werkt niet meer"


@pytest.fixture
def article() -> Article:
    SiteSettings.objects.filter(pk=1).update(email="praktijk@voorbeeld.nl")
    return make_article("Ouders als partners")


def sent(client: Client, article: Article, **values: Any) -> Comment:
    """Send a comment and return it."""
    client.post(address_of(article), typed(**values))
    return Comment.objects.latest("pk")


def link_in(mail: OutgoingMail) -> str:
    found = re.search(r"/reactie/bevestigen/\S+", mail.text)
    assert found
    return found[0]


def test_until_confirmed_only_the_writer_hears_of_it(client: Client, article: Article) -> None:
    comment = sent(client, article, name="Noortje", text="Heel vertrouwelijk")
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.about) == ("noor@voorbeeld.nl", comment)
    written = mail.subject + mail.text + mail.html
    assert article.title in written
    assert link_in(mail) in mail.html
    for secret in ("Noortje", "vertrouwelijk"):
        assert secret not in written


def test_opening_the_link_changes_nothing_and_pressing_lets_it_wait_for_the_practice(
    client: Client, article: Article
) -> None:
    comment = sent(client, article)
    address = link_in(OutgoingMail.objects.get())
    page = Client().get(address)
    assert "Is dit jouw mailadres?" in page.content.decode()
    assert "Dit herken ik." not in page.content.decode()
    assert "data-proof" not in page.content.decode()
    comment.refresh_from_db()
    assert comment.state == "unconfirmed"
    assert "Je adres is bevestigd" in Client().post(address).content.decode()
    comment.refresh_from_db()
    assert (comment.state, comment.confirmed_at is not None) == ("pending", True)
    to_practice = OutgoingMail.objects.filter(recipient="praktijk@voorbeeld.nl")
    assert to_practice.count() == 1
    assert "Je adres is bevestigd" in Client().post(address).content.decode()
    assert to_practice.count() == 1


def test_one_link_confirms_all_that_waits_under_the_address_and_nothing_else(
    client: Client, article: Article
) -> None:
    for number in range(3):
        sent(client, article, text=f"Reactie {number}.")
    other = sent(client, article, email="ties@voorbeeld.nl")
    mine = OutgoingMail.objects.filter(recipient="noor@voorbeeld.nl")
    assert mine.count() == 2, "no more than two an hour go to an address that nobody confirmed"
    Client().post(link_in(mine.latest("pk")))
    assert Comment.objects.pending().count() == 3
    assert Comment.objects.unconfirmed().get() == other


def test_what_comes_after_a_confirmation_is_confirmed_by_the_link_of_before(
    client: Client, article: Article
) -> None:
    sent(client, article)
    address = link_in(OutgoingMail.objects.get())
    Client().post(address)
    later = sent(client, article, text="Later.")
    assert "Is dit jouw mailadres?" in Client().get(address).content.decode()
    Client().post(address)
    later.refresh_from_db()
    assert later.state == "pending"


def test_a_mail_that_was_held_back_goes_out_when_the_same_is_sent_later(
    client: Client, article: Article
) -> None:
    opened = make_opening_time()
    for number in range(3):
        sent(client, article, text=f"Reactie {number}.", opened=opened)
    last = Comment.objects.get(text="Reactie 2.")
    assert not last.mails.exists()
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        for _time in range(2):
            sent(client, article, text="Reactie 2.", opened=opened)
    assert last.mails.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_links_of_one_address_pressed_at_once_confirm_all(article: Article) -> None:
    comments = [make_comment(article, state="unconfirmed", email="a@b.nl") for _ in range(6)]
    addresses = [f"/reactie/bevestigen/{LINK.token(comment.pk)}/" for comment in comments]
    answers = at_once(lambda address: Client().post(address), [*addresses, *reversed(addresses)])
    assert {answer.status_code for answer in answers} == {200}
    assert Comment.objects.pending().count() == 6


def test_who_did_not_write_it_erases_all_that_waits_under_the_address(
    client: Client, article: Article
) -> None:
    sent(client, article)
    address = link_in(OutgoingMail.objects.get())
    sent(client, article, text="Nog iets.")
    assert "Gewist" in Client().post(address, {"not_mine": "1"}).content.decode()
    assert not Comment.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert NOT_HERE in Client().get(address).content.decode()


def test_what_is_confirmed_is_not_erased_by_its_link(client: Client, article: Article) -> None:
    comment = make_comment(article)
    address = f"/reactie/bevestigen/{LINK.token(comment.pk)}/"
    page = Client().post(address, {"not_mine": "1"}).content.decode()
    assert Comment.objects.get() == comment
    assert "Gewist" not in page
    assert "data-proof" not in page


def test_tokens_that_lead_nowhere_all_get_one_and_the_same_page(
    client: Client, article: Article
) -> None:
    comment = make_comment(article, state="unconfirmed")
    good = LINK.token(comment.pk)
    with time_machine.travel(timezone.now() - timedelta(days=8)):
        old = LINK.token(comment.pk)
    of_another_kind = SignedLink("blog.comments.other", timedelta(days=7)).token(comment.pk)
    of_nothing = LINK.token(comment.pk + 1)
    tokens = [good[:-1], good[1:], "x", "1" * 5000, old, of_another_kind, of_nothing, "é"]
    for token in tokens:
        for ask in (client.get, client.post):
            answer = ask(f"/reactie/bevestigen/{token}/")
            assert answer.status_code == 404
            assert NOT_HERE in answer.content.decode()
    comment.refresh_from_db()
    assert comment.state == "unconfirmed"


def test_a_device_that_confirmed_an_address_needs_no_second_mail(
    client: Client, article: Article
) -> None:
    sent(client, article)
    page = Client().post(link_in(OutgoingMail.objects.get())).content.decode()
    found = re.search(r'data-proof="([^"]+)"', page)
    assert found
    assert "noor" not in found[1]
    answer = client.post(address_of(article), typed(text="Nog iets.", confirmation=found[1]))
    assert answer["Location"] == f"{address_of(article)}?verstuurd=lezen"
    assert Comment.objects.get(text="Nog iets.").state == "pending"
    assert OutgoingMail.objects.filter(recipient="noor@voorbeeld.nl").count() == 1


@pytest.mark.parametrize("kind", ["other address", "old", "cut", "link", "none"])
def test_a_proof_that_is_none_is_as_no_proof(client: Client, article: Article, kind: str) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=366)):
        old = proof_of("noor@voorbeeld.nl")
    proof = {
        "other address": proof_of("ties@voorbeeld.nl"),
        "old": old,
        "cut": proof_of("noor@voorbeeld.nl")[:-2],
        "link": LINK.token(1),
        "none": "\x00é" * 9000,
    }[kind]
    assert sent(client, article, confirmation=proof).state == "unconfirmed"


def test_what_nobody_confirms_within_a_week_is_erased_and_nothing_else(article: Article) -> None:
    long_ago = timezone.now() - timedelta(days=7, minutes=1)
    gone = make_comment(article, state="unconfirmed", created_at=long_ago)
    kept = {
        make_comment(article, state="unconfirmed"),
        make_comment(article, state="pending", created_at=long_ago),
    }
    erase_unconfirmed_comments(timestamp=0)
    assert set(Comment.objects.all()) == kept
    assert gone not in kept


def test_columns_that_no_form_asks_for_stay_as_they_are(client: Client, article: Article) -> None:
    other = make_comment(make_article())
    extra = {
        "state": "approved", "author": 1, "article": other.article_id, "parent": other.pk,
        "confirmed_at": "2026-01-01", "read_first": "on", "held_for": "x",
    }  # fmt: skip
    client.post(address_of(article), typed() | extra)
    comment = Comment.objects.latest("pk")
    assert (comment.state, comment.author, comment.article, comment.parent) == (
        "unconfirmed",
        None,
        article,
        None,
    )
    assert comment.confirmed_at is None


def test_a_preview_shows_it_as_readers_will_and_stores_nothing(
    client: Client, article: Article
) -> None:
    text = "Kijk op https://voorbeeld.nl/lezen eens.\n\nEn <b>dit</b>."
    answer = client.post(address_of(article), typed(text=text, preview="1"))
    page = answer.content.decode()
    assert answer.status_code == 200
    link = '<a href="https://voorbeeld.nl/lezen" rel="nofollow ugc">https://voorbeeld.nl/lezen</a>'
    assert f"<p>Kijk op {link} eens.</p>\n\n<p>En &lt;b&gt;dit&lt;/b&gt;.</p>" in page
    assert not Comment.objects.exists()
    refused = client.post(address_of(article), typed(text="", preview="1"))
    assert refused.status_code == 422
    assert "comment-preview" not in refused.content.decode()


def test_links_in_a_comment_help_nobody_in_search_engines(client: Client, article: Article) -> None:
    make_comment(article, 'www.voorbeeld.nl en javascript:alert(1) en "><script>x</script>')
    page = client.get(article.get_absolute_url()).content.decode()
    link = '<a href="https://www.voorbeeld.nl" rel="nofollow ugc">www.voorbeeld.nl</a>'
    assert f"<p>{link} en javascript:alert(1) en &quot;&gt;&lt;script&gt;" in page


def test_what_is_too_personal_goes_to_the_coach_with_every_word_and_the_article(
    client: Client, article: Article
) -> None:
    form = client.get(address_of(article)).content.decode()
    assert 'formaction="/contact/vanuit-reactie/"' in form
    typed_words = typed(text="Over <mijn> kind", artikel=article.slug)
    answer = client.post("/contact/vanuit-reactie/", typed_words)
    page = answer.content.decode()
    assert answer.status_code == 200
    for words in ("Over &lt;mijn&gt; kind", 'value="Noor"', 'value="noor@voorbeeld.nl"'):
        assert words in page
    assert f"Je komt van het artikel “{article.title}”" in page
    assert "form-errors__title" not in page
    assert not Comment.objects.exists()
    assert client.get("/contact/vanuit-reactie/").status_code == 405


def test_what_enters_by_the_link_of_another_comment_waits(client: Client, article: Article) -> None:
    ConversationSettings.objects.update_or_create(pk=1, defaults={"holds": "first"})
    make_comment(article, email="noor@voorbeeld.nl")
    strangers = make_comment(article, state="unconfirmed", email="noor@voorbeeld.nl")
    own = make_comment(article, "Van mij.", state="unconfirmed", email="noor@voorbeeld.nl")
    client.post(f"/reactie/bevestigen/{LINK.token(own.pk)}/")
    states = [Comment.objects.get(pk=comment.pk).state for comment in (own, strangers)]
    assert states == ["approved", "pending"]


def test_what_is_confirmed_after_the_conversation_closed_waits(
    client: Client, article: Article
) -> None:
    ConversationSettings.objects.update_or_create(pk=1, defaults={"holds": "first"})
    make_comment(article, email="noor@voorbeeld.nl")
    own = make_comment(article, "Van mij.", state="unconfirmed", email="noor@voorbeeld.nl")
    article.close_conversation()
    client.post(f"/reactie/bevestigen/{LINK.token(own.pk)}/")
    assert Comment.objects.get(pk=own.pk).state == "pending"

"""A comment that is answered in private: it becomes a request, and its writer hears so."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from blog.models import Article
from blog.models.comments import CommentError
from coaching_site.accounts.models import User
from coaching_site.outbox.models import OutgoingMail
from contact.models import Inquiry
from tests.factories import make_article, make_comment

pytestmark = pytest.mark.django_db
TEXT = "Mijn dochter durft niet meer."


@pytest.fixture
def article() -> Article:
    return make_article("Rust in de klas")


def test_it_becomes_a_request_with_the_article(article: Article, coach: User) -> None:
    comment = make_comment(article, TEXT, name="Noor", state="pending")
    comment.make_private(by=coach)
    inquiry = Inquiry.objects.get()
    assert (comment.state, inquiry.name, inquiry.email) == ("private", "Noor", comment.email)
    assert (inquiry.text, inquiry.article) == (TEXT, article)
    assert inquiry.consent_text


def test_the_writer_is_told_without_a_word_of_the_comment(article: Article, coach: User) -> None:
    comment = make_comment(article, TEXT, name="Noor", state="pending")
    comment.make_private(by=coach)
    mail = OutgoingMail.objects.get(recipient=comment.email)
    assert "antwoorden je privé" in mail.text
    assert "antwoorden je privé" in mail.html
    for words in ("dochter", "Noor", article.title):
        assert words not in mail.subject + mail.text + mail.html


def test_undoing_takes_the_request_back(article: Article, coach: User) -> None:
    comment = make_comment(article, TEXT, state="pending")
    for _round in range(2):
        comment.make_private(by=coach)
        comment.undo(by=coach)
        assert (comment.state, Inquiry.objects.count()) == ("pending", 0)


def test_undoing_leaves_no_line_of_the_request_in_the_log(
    client: Client, article: Article, coach: User
) -> None:
    comment = make_comment(article, TEXT, state="pending")
    comment.make_private(by=coach)
    inquiry = Inquiry.objects.get()
    client.post(f"/admin/contact/inquiry/{inquiry.pk}/move/", {"step": "take_on"})
    inquiry.refresh_from_db()
    inquiry.assign_to(None, by=coach)
    assert LogEntry.objects.filter(object_repr=inquiry.reference).exists()
    comment.undo(by=coach)
    assert not LogEntry.objects.filter(object_repr=inquiry.reference).exists()


def test_a_request_that_somebody_took_up_stays(article: Article, coach: User) -> None:
    comment = make_comment(article, TEXT, state="pending")
    comment.make_private(by=coach)
    inquiry = Inquiry.objects.get()
    inquiry.start_conversation(by=coach)
    with pytest.raises(CommentError, match=inquiry.reference):
        comment.undo(by=coach)
    comment.refresh_from_db()
    assert (comment.state, Inquiry.objects.count()) == ("private", 1)


def test_without_an_address_it_goes_on_waiting(article: Article, coach: User) -> None:
    comment = make_comment(article, TEXT, state="pending", email="")
    with pytest.raises(CommentError):
        comment.make_private(by=coach)
    comment.refresh_from_db()
    assert (comment.state, Inquiry.objects.count()) == ("pending", 0)

"""Blocked addresses: what they send is spam unseen, and nobody can read which they are."""

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import Article, BlockedAddress, Comment
from coaching_site.accounts.models import User
from coaching_site.outbox.models import OutgoingMail
from tests.blog.moderator_mails import run_due_jobs
from tests.everywhere import places_with
from tests.factories import make_comment

pytestmark = pytest.mark.django_db


def entered(article: Article, email: str) -> Comment:
    comment = make_comment(article, state="unconfirmed", email=email)
    comment.enter()
    return comment


def test_a_blocked_mailbox_writes_spam_that_tells_nobody(article: Article, coach: User) -> None:
    BlockedAddress.objects.block("ruzie@voorbeeld.nl", by=coach)
    assert entered(article, "Ru.zie+weer@voorbeeld.nl").state == "spam"
    run_due_jobs()
    assert not OutgoingMail.objects.exists()
    assert entered(article, "ander@voorbeeld.nl").state == "pending"
    run_due_jobs()
    assert OutgoingMail.objects.exists()


def test_no_table_holds_a_blocked_address(article: Article, coach: User) -> None:
    BlockedAddress.objects.block("ruzie@voorbeeld.nl", by=coach)
    assert places_with("ruzie") == set()


def test_what_went_to_spam_by_itself_can_be_taken_out(article: Article, coach: User) -> None:
    BlockedAddress.objects.block("ruzie@voorbeeld.nl", by=coach)
    comment = entered(article, "ruzie@voorbeeld.nl")
    comment.undo(by=coach)
    assert comment.state == "pending"


def test_a_button_asks_then_blocks_and_the_list_lets_go(desk: Client, article: Article) -> None:
    comment = make_comment(article, state="pending", email="ruzie@voorbeeld.nl")
    other = make_comment(article, state="pending", email="Ru.zie+2@voorbeeld.nl")
    public = make_comment(article, email="ruzie@voorbeeld.nl")
    stranger = make_comment(article, state="pending", email="vrede@voorbeeld.nl")
    address = reverse("admin:blog_comment_block", args=[comment.pk])
    assert "ongezien naar de spam" in desk.get(address).content.decode()
    assert not BlockedAddress.objects.exists()
    for _click in range(2):
        desk.post(address)
    states = [Comment.objects.get(pk=each.pk).state for each in (comment, other, public, stranger)]
    assert states == ["spam", "spam", "approved", "pending"]
    blocked = BlockedAddress.objects.get()
    assert desk.get(reverse("admin:blog_blockedaddress_changelist")).status_code == 200
    desk.post(reverse("admin:blog_blockedaddress_delete", args=[blocked.pk]), {"post": "yes"})
    assert entered(article, "ruzie@voorbeeld.nl").state == "pending"


def test_a_comment_without_an_address_blocks_nothing(desk: Client, article: Article) -> None:
    comment = make_comment(article, state="pending", email="")
    page = desk.post(reverse("admin:blog_comment_block", args=[comment.pk]), follow=True)
    assert "heeft geen mailadres" in page.content.decode()
    assert not BlockedAddress.objects.exists()

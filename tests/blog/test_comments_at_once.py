"""Two people deal with one comment at the same moment: nobody fails, nothing is half done."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from blog.conversations.confirming import LINK, proof_of
from blog.models import Article, BlockedAddress, Comment
from coaching_site.accounts.models import User
from tests.at_once import at_once
from tests.blog.moderator_mails import make_moderator
from tests.blog.test_own_comments import own_address, written
from tests.factories import make_comment, make_opening_time, make_user

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = range(4)

type Act = Callable[[], int]


def visitor(number: int = 1) -> Client:
    return Client(REMOTE_ADDR=f"192.0.{number}.7", raise_request_exception=False)


def answer(comment: Comment, number: int) -> int:
    """Answer it, from a device on which the address was confirmed."""
    email = f"lezer{number}@voorbeeld.nl"
    typed = {"name": "Ans", "email": email, "text": f"Dat denk ik ook, {number}."}
    typed |= {"op": str(comment.pk), "confirmation": proof_of(email)}
    address = reverse("comment_create", args=[comment.article.slug])
    return visitor(number).post(address, typed | {"opened": make_opening_time()}).status_code


def report(comment: Comment, number: int) -> int:
    sent = {"reason": "person", "words": str(number), "opened": make_opening_time()}
    return visitor(number).post(f"/reactie/{comment.pk}/melden/", sent).status_code


def press(comment: Comment, step: str) -> int:
    return visitor().post(own_address(comment), {"step": step}).status_code


def decide(user: User, comment: Comment, step: str) -> int:
    desk = visitor()
    desk.force_login(user)
    address = reverse("admin:blog_comment_decide", args=[comment.pk])
    return desk.post(address, {"step": step}, headers={"HX-Request": "true"}).status_code


def together(*acts: Act) -> list[int]:
    return at_once(lambda act: act(), acts)


def test_answers_and_reports_do_not_wait_for_each_other_in_a_circle(article: Article) -> None:
    make_moderator("anna")
    comment = written(article)
    acts = [answer, report] * 5
    statuses = at_once(lambda act, number: act(comment, number), acts, range(10, 20))
    assert statuses == [302] * 10
    assert comment.replies.count() == 5


def test_whoever_comes_while_a_comment_is_erased_reads_what_became_of_it(article: Article) -> None:
    user = make_user("coach", superuser=True)
    make_moderator("anna")
    for number in ROUNDS:
        comment = written(article)
        statuses = together(
            lambda one=comment: press(one, "erase"),
            lambda one=comment: press(one, "withdraw"),
            lambda one=comment: changed_status(one),
            lambda one=comment, nr=number: report(one, nr + 30),
            lambda one=comment, nr=number: answer(one, nr + 50),
            lambda one=comment: decide(user, one, "spam"),
        )
        assert statuses[0] == 200
        assert {status for status in statuses if status not in {200, 302, 404, 409, 422}} == set()


def changed_status(comment: Comment) -> int:
    typed = {"step": "change", "name": "Fenna", "text": "Anders.", "opened": make_opening_time()}
    return visitor().post(own_address(comment), typed).status_code


def test_yes_and_no_at_once_is_one_of_both(article: Article) -> None:
    for _round in ROUNDS:
        comment = make_comment(article, state="unconfirmed", email="noor@voorbeeld.nl")
        address = f"/reactie/bevestigen/{LINK.token(comment.pk)}/"
        statuses = at_once(
            lambda sent, to=address: visitor().post(to, sent).status_code,
            [{}, {"not_mine": "1"}, {}, {"not_mine": "1"}],
        )
        assert set(statuses) <= {200, 404}
        assert Comment.objects.unconfirmed().count() == 0


def test_an_address_is_blocked_whatever_others_decide(article: Article) -> None:
    user = make_user("coach", superuser=True)
    for _round in ROUNDS:
        one, other = (make_comment(article, state="pending") for _ in range(2))
        block = reverse("admin:blog_comment_block", args=[one.pk])

        def press_block(address: str = block) -> int:
            desk = visitor()
            desk.force_login(user)
            return desk.post(address).status_code

        assert together(press_block, lambda it=other: decide(user, it, "refuse"))[0] == 302
        assert not Comment.objects.pending().exists()
        assert BlockedAddress.objects.exists()

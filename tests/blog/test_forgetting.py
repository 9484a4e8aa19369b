"""What readers never saw is forgotten: refused comments after half a year, spam after a month."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import Article, Comment, CommentState
from blog.tasks.comments import forget_refused_comments
from coaching_site.accounts.models import User
from tests.everywhere import places_with
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db

WORDS = "Zwaluwstaart"


@pytest.fixture
def moderator() -> User:
    return make_user("moderator", superuser=True)


@pytest.fixture
def article() -> Article:
    return make_article("Loslaten")


def age(comment: Comment, days: int) -> None:
    """Let it have been written and decided about so long ago."""
    then = timezone.now() - timedelta(days=days)
    Comment.objects.filter(pk=comment.pk).update(created_at=then)
    Comment.objects.filter(pk=comment.pk, decided_at__isnull=False).update(decided_at=then)


@pytest.mark.parametrize(
    ("state", "days", "is_kept"),
    [
        ("refused", 182, True),
        ("refused", 184, False),
        ("spam", 30, True),
        ("spam", 32, False),
        ("pending", 900, True),
        ("approved", 900, True),
        ("removed", 900, True),
    ],
)
def test_only_what_was_refused_is_forgotten_and_on_its_day(
    article: Article, state: str, days: int, is_kept: bool
) -> None:
    comment = make_comment(article, state=state, decided_at=timezone.now())
    age(comment, days)
    forget_refused_comments(0)
    assert Comment.objects.filter(pk=comment.pk).exists() == is_kept


def test_spam_that_nobody_decided_about_counts_from_its_arrival(article: Article) -> None:
    comment = make_comment(article, state="spam")
    assert comment.decided_at is None
    age(comment, 32)
    forget_refused_comments(0)
    assert not Comment.objects.exists()


def test_the_time_counts_from_the_decision(article: Article) -> None:
    comment = make_comment(article, state="refused", decided_at=timezone.now())
    Comment.objects.update(created_at=timezone.now() - timedelta(days=400))
    forget_refused_comments(0)
    assert Comment.objects.get() == comment


def test_no_word_of_it_is_left_anywhere(article: Article, moderator: User) -> None:
    written = {"name": WORDS, "text": f"Over {WORDS}.", "email": "w@zwaluwstaart.nl"}
    comment = make_comment(article, state="pending", **written)
    comment.refuse(by=moderator, sentence=f"Dag {WORDS}.")
    age(comment, 200)
    assert places_with(WORDS) != set()
    forget_refused_comments(0)
    assert places_with(WORDS) == set()


def test_answers_to_it_keep_an_empty_place(article: Article, moderator: User) -> None:
    comment = make_comment(article, name=WORDS, text=f"Over {WORDS}.", email="w@zwaluwstaart.nl")
    answer = make_comment(article, parent=comment, state="approved")
    comment.remove(by=moderator)
    Comment.objects.filter(pk=comment.pk).update(state=CommentState.REFUSED)
    age(comment, 200)
    forget_refused_comments(0)
    forget_refused_comments(0)
    assert places_with(WORDS) == set()
    assert list(Comment.objects.order_by("pk")) == [comment, answer]
    assert Comment.objects.get(pk=comment.pk).state == CommentState.REFUSED

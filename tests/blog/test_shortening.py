"""Leaving words out of a comment: they are gone, everywhere, and the comment says so."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from blog.models import Article, Comment
from blog.models.comments import CommentError
from blog.models.comments.shortening import without_words
from coaching_site.accounts.models import User
from tests.everywhere import places_with
from tests.factories import make_comment, make_mail

pytestmark = pytest.mark.django_db


def shorten(client: Client, comment: Comment, words: str) -> str:
    address = reverse("admin:blog_comment_shorten", args=[comment.pk])
    answer = client.post(address, {"words": words}, follow=True).content.decode()
    comment.refresh_from_db()
    return answer


@pytest.mark.parametrize(
    ("text", "words", "shortened"),
    [
        ("Daan en daan.", ["Daan"], "[naam weggelaten] en [naam weggelaten]."),
        ("Jan komt in januari", ["Jan"], "[naam weggelaten] komt in januari"),
        ("Daan  \nBakker zit", ["Daan Bakker"], "[naam weggelaten] zit"),
        ("Daan Bakker zit", ["Daan", "Daan Bakker"], "[naam weggelaten] zit"),
        ("Bel (06) nu", ["(06)"], "Bel [naam weggelaten] nu"),
        ("Niets daarvan", ["Daan"], "Niets daarvan"),
        ("[naam weggelaten] kent de naam", ["naam"], "[naam weggelaten] kent de [naam weggelaten]"),
        (r"Een \d en een .", [r"\d"], "Een [naam weggelaten] en een ."),
    ],
)
def test_whole_words_go_at_all_their_places(text: str, words: list[str], shortened: str) -> None:
    assert without_words(text, words) == shortened


@pytest.mark.parametrize("state", ["pending", "approved"])
def test_words_are_gone_from_every_table(desk: Client, article: Article, state: str) -> None:
    comment = make_comment(
        article, "Mijn zoon Wybren O'Hara zit er ook.", name="Moeder van Wybren", state=state
    )
    mail = make_mail(about=comment, text="Wybren O'Hara", html="<p>Wybren O&#x27;Hara</p>")
    desk.post(reverse("admin:blog_comment_decide", args=[comment.pk]), {"step": "refuse"})
    if state == "pending":
        desk.post(reverse("admin:blog_comment_decide", args=[comment.pk]), {"step": "undo"})
        assert LogEntry.objects.filter(object_repr__contains="Wybren").exists()
    assert "blog_comment.text" in places_with("Wybren")
    shorten(desk, comment, "Wybren O'Hara\nWybren")
    assert places_with("Wybren", "O'Hara", "O&#x27;Hara") == set()
    assert comment.text == "Mijn zoon [naam weggelaten] zit er ook."
    assert (comment.name, comment.state) == ("Moeder van [naam weggelaten]", state)
    mail.refresh_from_db()
    assert mail.html == "<p>[naam weggelaten]</p>"


def test_readers_see_that_it_was_shortened(desk: Client, article: Article) -> None:
    comment = make_comment(article, "Daan is zeven.")
    address = article.get_absolute_url()
    assert "Ingekort door de redactie" not in desk.get(address).content.decode()
    shorten(desk, comment, "Daan")
    page = desk.get(address).content.decode()
    assert ("Daan" in page, "Ingekort door de redactie" in page) == (False, True)


@pytest.mark.parametrize("words", ["", "  \n ", "Staat er niet", "x" * 1001])
def test_what_cannot_be_left_out_is_said_and_kept(
    desk: Client, article: Article, words: str
) -> None:
    comment = make_comment(article, "Daan is zeven.")
    page = shorten(desk, comment, words)
    assert 'class="errorlist"' in page
    assert words.strip() in page
    assert (comment.text, comment.shortened_at) == ("Daan is zeven.", None)


def test_shortening_cannot_be_undone(article: Article, coach: User) -> None:
    comment = make_comment(article, "Daan is zeven.", state="pending")
    comment.approve(by=coach)
    comment.shorten(["Daan"], by=coach)
    with pytest.raises(CommentError):
        comment.undo(by=coach)
    assert list(comment.events.values_list("kind", "sentence")) == [
        ("approved", ""),
        ("shortened", ""),
    ]


def test_what_nobody_will_read_is_not_shortened(article: Article, coach: User) -> None:
    comment = make_comment(article, "Daan is zeven.", state="refused")
    with pytest.raises(CommentError):
        comment.shorten(["Daan"], by=coach)

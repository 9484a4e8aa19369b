"""Comments: what may follow what, and what readers see of it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from blog.conversations.threads import conversation_about
from blog.models import Article, Author, Comment, CommentState
from blog.models.comments import NEXT_STATES, CommentError
from coaching_site.accounts.models import User
from tests.factories import make_comment, make_user
from tests.shown import words_in_each

pytestmark = pytest.mark.django_db

VERBS = {
    CommentState.APPROVED: Comment.approve,
    CommentState.REFUSED: Comment.refuse,
    CommentState.SPAM: Comment.mark_as_spam,
    CommentState.REMOVED: Comment.remove,
}


def page_of(client: Client, article: Article) -> str:
    return client.get(article.get_absolute_url()).content.decode()


@pytest.mark.parametrize("wanted", VERBS)
@pytest.mark.parametrize("now", CommentState)
def test_a_decision_follows_only_where_it_can(
    article: Article, coach: User, now: CommentState, wanted: CommentState
) -> None:
    comment = make_comment(article, state=now)
    if wanted in NEXT_STATES[now]:
        VERBS[wanted](comment, by=coach)
        comment.refresh_from_db()
        assert (comment.state, comment.decided_by) == (wanted, coach)
        assert comment.decided_at is not None
    else:
        with pytest.raises(CommentError, match="kan niet"):
            VERBS[wanted](comment, by=coach)
        comment.refresh_from_db()
        assert (comment.state, comment.decided_by) == (now, None)


def test_nothing_follows_on_a_removal(article: Article) -> None:
    assert not any(make_comment(article, state="removed").may_become(state) for state in VERBS)


def test_who_decides_second_is_told_what_was_decided_first(article: Article, coach: User) -> None:
    comment = make_comment(article, state="pending")
    seen_by_another = Comment.objects.get(pk=comment.pk)
    comment.mark_as_spam(by=coach)
    with pytest.raises(CommentError, match="Een reactie die “spam” is, kan niet"):
        seen_by_another.remove(by=coach)


def test_an_answer_is_public_marked_and_approves_what_it_answers(
    client: Client, article: Article, coach: User, marit: Author
) -> None:
    comment = make_comment(article, "Hoe begin ik?", state="pending")
    answer = comment.reply("Begin klein.", by=coach)
    comment.refresh_from_db()
    assert (comment.state, comment.decided_by) == ("approved", coach)
    assert (answer.parent, answer.state, answer.email) == (comment, "approved", "")
    page = page_of(client, article)
    assert page.index("Hoe begin ik?") < page.index("Begin klein.")
    assert (
        '<a class="comment__name" href="/artikelen/auteur/marit/"><bdi>Marit Zandstra</bdi></a>'
        in page
    )
    assert page.count("comment__mark") == 1


def test_an_answer_to_an_answer_stands_below_the_first_comment(
    article: Article, coach: User, marit: Author
) -> None:
    first = make_comment(article)
    reply = make_comment(article, parent=first)
    assert reply.reply("Eens.", by=coach).parent == first


@pytest.mark.parametrize("state", ["refused", "spam", "removed"])
def test_what_is_kept_off_the_site_is_not_answered(
    article: Article, coach: User, marit: Author, state: str
) -> None:
    comment = make_comment(article, state=state)
    with pytest.raises(CommentError, match="Keur deze reactie eerst goed"):
        comment.reply("Begin klein.", by=coach)
    assert Comment.objects.count() == 1


def test_an_account_without_an_author_page_cannot_answer(article: Article) -> None:
    comment = make_comment(article, state="pending")
    with pytest.raises(CommentError, match="auteurspagina"):
        comment.reply("Begin klein.", by=make_user())
    comment.refresh_from_db()
    assert comment.state == "pending"


@pytest.mark.parametrize("state", ["pending", "refused", "spam", "removed"])
def test_what_is_not_approved_stands_nowhere(client: Client, article: Article, state: str) -> None:
    make_comment(article, "Zichtbaar")
    hidden = make_comment(article, "Verborgen", name="Onzichtbare", state=state)
    make_comment(article, "Ook verborgen", parent=hidden, name="Onzichtbare", state=state)
    page = client.get(article.get_absolute_url())
    assert words_in_each(page, "comments__title") == ["1 reactie"]
    assert words_in_each(page, "comment__text") == ["Zichtbaar"]
    for address in (article.get_absolute_url(), "/artikelen/feed/", "/artikelen/"):
        content = client.get(address).content.decode()
        assert article.title in content
        for word in ("erborgen", "Onzichtbare", hidden.anchor):
            assert word not in content


@pytest.mark.parametrize("state", ["removed", "spam"])
def test_answers_to_what_was_removed_stand_below_its_empty_place(
    client: Client, article: Article, state: str
) -> None:
    moment = timezone.now() - timedelta(days=1)
    first = make_comment(article, "Eerste", created_at=moment)
    gone = make_comment(article, "Weg", created_at=moment + timedelta(hours=1), state=state)
    make_comment(article, "Derde", created_at=moment + timedelta(hours=2))
    make_comment(article, "Beaamd", parent=gone, created_at=moment + timedelta(hours=3))
    page = page_of(client, article)
    in_order = [
        page.index(word) for word in ("Eerste", "Verwijderd door de redactie", "Beaamd", "Derde")
    ]
    assert in_order == sorted(in_order)
    assert "Weg" not in page
    assert "3 reacties" in page
    assert f"?op={gone.pk}" not in page
    assert f"?op={first.pk}" in page


def test_a_removed_comment_without_answers_leaves_no_trace(
    client: Client, article: Article
) -> None:
    make_comment(article, state="removed")
    assert "Verwijderd door" not in page_of(client, article)


def test_threads_and_answers_stand_oldest_first(article: Article) -> None:
    first, second = make_comment(article), make_comment(article)
    late, early = (
        make_comment(article, parent=first, created_at=timezone.now() + timedelta(hours=hours))
        for hours in (2, 1)
    )
    conversation = conversation_about(article)
    assert conversation is not None
    threads = conversation.threads
    assert [thread.comment["pk"] for thread in threads if thread.comment] == [first.pk, second.pk]
    assert [reply["pk"] for reply in threads[0].replies] == [early.pk, late.pk]
    assert conversation.size == 4


def test_a_text_is_shown_in_its_paragraphs_and_never_as_html(
    client: Client, article: Article
) -> None:
    make_comment(article, "Een <b>regel</b>\nen nog een\n\nalinea", name="A & <i>B</i>")
    page = page_of(client, article)
    assert "<p>Een &lt;b&gt;regel&lt;/b&gt;<br>en nog een</p>\n\n<p>alinea</p>" in page
    assert "A &amp; &lt;i&gt;B&lt;/i&gt;" in page


def test_no_mail_address_of_a_reader_is_in_the_page(client: Client, article: Article) -> None:
    make_comment(article, email="geheim@voorbeeld.nl")
    assert "geheim" not in page_of(client, article)


def test_the_page_offers_the_form_as_a_link_that_works_without_script(
    client: Client, article: Article
) -> None:
    comment = make_comment(article)
    address = f"/artikelen/{article.slug}/reageren/"
    page = page_of(client, article)
    links = re.findall(r'<a [^>]*href="([^"]*reageren[^"]*)" hx-get="([^"]*)"', page)
    assert links == [(f"{address}?op={comment.pk}",) * 2, (address,) * 2]
    assert not client.get(article.get_absolute_url()).cookies
    for href, _ in links:
        assert '<form class="form" method="post"' in client.get(href).content.decode()


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        ("pending", CommentState.APPROVED),
        ("pending", CommentState.REFUSED),
        ("refused", CommentState.SPAM),
        ("approved", CommentState.REMOVED),
    ],
)
def test_the_last_decision_can_be_taken_back_once(
    article: Article, coach: User, now: str, wanted: CommentState
) -> None:
    comment = make_comment(article, state=now)
    VERBS[wanted](comment, by=coach)
    comment.undo(by=coach)
    comment.refresh_from_db()
    assert comment.state == now
    with pytest.raises(CommentError, match="geen besluit"):
        comment.undo(by=coach)


def test_what_waits_again_is_decided_by_nobody(article: Article, coach: User) -> None:
    comment = make_comment(article, state="pending")
    comment.approve(by=coach)
    comment.undo(by=coach)
    comment.refresh_from_db()
    assert (comment.decided_at, comment.decided_by) == (None, None)


def test_the_history_says_what_happened_and_by_whom(article: Article, coach: User) -> None:
    comment, _is_new = Comment.submit(
        article, submission="een", parent=None, is_confirmed=True, name="Noor", text="Dag."
    )
    comment.refuse(by=coach, sentence="Graag zonder namen.")
    comment.undo(by=coach)
    history = [(event.kind, event.came_from, event.by) for event in comment.events.all()]
    assert history == [
        ("entered", "unconfirmed", None),
        ("refused", "pending", coach),
        ("undone", "refused", coach),
    ]


def test_an_unconfirmed_comment_waits_apart_and_tells_nobody(article: Article) -> None:
    answers = {"submission": "een", "parent": None, "name": "Noor", "text": "Dag."}
    comment, _is_new = Comment.submit(article, is_confirmed=False, **answers)
    assert comment.state == "unconfirmed"
    assert not Comment.objects.pending().exists()
    assert not comment.mails.exists()
    comment.enter()
    comment.enter()
    comment.refresh_from_db()
    assert (comment.state, comment.events.count()) == ("pending", 1)
    assert comment.confirmed_at is not None

"""Comments: what may follow what, what readers see of it, and how a moderator works."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.conversations import conversation_about
from blog.models import Article, Comment, CommentState
from blog.models.comments import NEXT_STATES, CommentError
from coaching_site.accounts.models import User
from coaching_site.waiting import what_waits
from tests.factories import make_article, make_author, make_comment, make_user
from tests.shown import words_in_each

pytestmark = pytest.mark.django_db

LIST = "/admin/blog/comment/"
VERBS = {
    CommentState.APPROVED: Comment.approve,
    CommentState.REFUSED: Comment.refuse,
    CommentState.SPAM: Comment.mark_as_spam,
    CommentState.REMOVED: Comment.remove,
}


@pytest.fixture
def article() -> Article:
    return make_article("Rust in de klas")


@pytest.fixture
def coach(coach: User) -> User:
    """Let the coach write too."""
    make_author("Marit Zandstra", user=coach, slug="marit")
    return coach


def page_of(client: Client, article: Article) -> str:
    return client.get(article.get_absolute_url()).content.decode()


def change_address(comment: Comment) -> str:
    return f"{LIST}{comment.pk}/change/"


# What may follow what


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
    client: Client, article: Article, coach: User
) -> None:
    comment = make_comment(article, "Hoe begin ik?", state="pending")
    answer = comment.reply("Begin klein.", by=coach)
    comment.refresh_from_db()
    assert (comment.state, comment.decided_by) == ("approved", coach)
    assert (answer.parent, answer.state, answer.email) == (comment, "approved", "")
    page = page_of(client, article)
    assert page.index("Hoe begin ik?") < page.index("Begin klein.")
    assert '<a class="comment__name" href="/artikelen/auteur/marit/">Marit Zandstra</a>' in page
    assert page.count("comment__mark") == 1


def test_an_answer_to_an_answer_stands_below_the_first_comment(
    article: Article, coach: User
) -> None:
    first = make_comment(article)
    reply = make_comment(article, parent=first)
    assert reply.reply("Eens.", by=coach).parent == first


@pytest.mark.parametrize("state", ["refused", "spam", "removed"])
def test_what_is_kept_off_the_site_is_not_answered(
    article: Article, coach: User, state: str
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


# What readers see


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
    in_order = [page.index(word) for word in ("Eerste", "[reactie verwijderd]", "Beaamd", "Derde")]
    assert in_order == sorted(in_order)
    assert "Weg" not in page
    assert "3 reacties" in page
    assert f"?op={gone.pk}" not in page
    assert f"?op={first.pk}" in page


def test_a_removed_comment_without_answers_leaves_no_trace(
    client: Client, article: Article
) -> None:
    make_comment(article, state="removed")
    assert "[reactie verwijderd]" not in page_of(client, article)


def test_threads_and_answers_stand_oldest_first(article: Article) -> None:
    first, second = make_comment(article), make_comment(article)
    late, early = (
        make_comment(article, parent=first, created_at=timezone.now() + timedelta(hours=hours))
        for hours in (2, 1)
    )
    conversation = conversation_about(article)
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


def test_an_article_with_100_comments_costs_as_many_queries_as_one_with_none(
    client: Client, article: Article
) -> None:
    author = make_author()
    page_of(client, article)
    with CaptureQueriesContext(connection) as with_none:
        page_of(client, article)
    for _ in range(25):
        comment = make_comment(article)
        make_comment(article, parent=comment)
        make_comment(article, parent=comment, author=author)
        make_comment(article, parent=make_comment(article, state="removed"))
    with CaptureQueriesContext(connection) as with_many:
        page = page_of(client, article)
    assert page.count('<article class="comment') == 100
    assert len(with_many) == len(with_none)


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


# What a moderator does


def test_the_list_opens_with_what_waits_and_finds_everything(
    desk: Client, article: Article
) -> None:
    make_comment(article, "Wacht nog", state="pending")
    make_comment(article, "Staat er al")
    opened = desk.get(LIST).content.decode()
    assert ("Wacht nog" in opened, "Staat er al" in opened) == (True, False)
    everything = desk.get(LIST, {"state": "all"}).content.decode()
    assert ("Wacht nog" in everything, "Staat er al" in everything) == (True, True)
    found = desk.get(LIST, {"q": "staat"}).content.decode()
    assert ("Wacht nog" in found, "Staat er al" in found) == (False, True)
    assert desk.get(LIST, {"q": "Rust in de klas"}).content.decode().count("field-excerpt") == 2


def test_twenty_comments_are_approved_from_the_home_in_three_clicks(
    desk: Client, article: Article, coach: User
) -> None:
    waiting = [make_comment(article, state="pending") for _ in range(20)]
    home = desk.get("/admin/").content.decode()
    assert f'href="{LIST}"' in home
    assert "20 reacties wachten op goedkeuring" in home
    page = desk.get(LIST).content.decode()
    button = re.search(r'name="index" value="(\d+)">Goedkeuren<', page)
    assert button
    chosen = {
        "action": re.findall(r'name="action" value="(\w*)"', page),
        "index": button[1],
        "select_across": "0",
        "_selected_action": [comment.pk for comment in waiting],
    }
    answer = desk.post(LIST, chosen, follow=True)
    assert "20 reacties zijn nu “goedgekeurd”." in answer.content.decode()
    assert Comment.objects.approved().filter(decided_by=coach).count() == 20
    assert LogEntry.objects.count() == 20


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [
        ("approve", "pending", "approved"),
        ("refuse", "pending", "refused"),
        ("mark_as_spam", "pending", "spam"),
        ("remove", "approved", "removed"),
    ],
)
def test_each_decision_is_a_button_in_the_list_and_on_the_page(
    desk: Client, article: Article, verb: str, before: str, after: str
) -> None:
    in_list, on_page = make_comment(article, state=before), make_comment(article, state=before)
    assert f'name="action" value="{verb}"' in desk.get(LIST, {"state": before}).content.decode()
    desk.post(
        f"{LIST}?state={before}", {"action": verb, "index": 0, "_selected_action": in_list.pk}
    )
    page = desk.get(change_address(on_page)).content.decode()
    assert f'name="CHANGE_FORM-action" value="{verb}"' in page
    answer = desk.post(
        change_address(on_page), {"CHANGE_FORM-action": verb, "_selected_action": on_page.pk}
    )
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    assert set(Comment.objects.values_list("state", flat=True)) == {after}


def test_only_what_can_follow_is_offered(desk: Client, article: Article) -> None:
    def offered(page: str) -> list[str]:
        return re.findall(r'name="(?:CHANGE_FORM-)?action" value="(\w+)"', page)

    make_comment(article, state="pending")
    removed = make_comment(article, state="removed")
    assert offered(desk.get(LIST).content.decode()) == ["approve", "refuse", "mark_as_spam"]
    assert offered(desk.get(LIST, {"state": "removed"}).content.decode()) == ["delete_selected"]
    assert offered(desk.get(change_address(removed)).content.decode()) == []


def test_a_decision_that_came_too_late_is_said_and_the_others_go_on(
    desk: Client, article: Article
) -> None:
    late = make_comment(article, state="removed", name="Te laat")
    in_time = make_comment(article, state="pending")
    chosen = {"action": "approve", "index": 0, "_selected_action": [late.pk, in_time.pk]}
    page = desk.post(f"{LIST}?state=all", chosen, follow=True).content.decode()
    assert "Te laat bij “Rust in de klas”: Een reactie die" in page
    assert "1 reactie is nu “goedgekeurd”." in page


def test_an_answer_from_the_admin_stands_on_the_site(desk: Client, article: Article) -> None:
    comment = make_comment(article, "Hoe begin ik?", state="pending")
    assert "Antwoord plaatsen en reactie goedkeuren" in (
        desk.get(change_address(comment)).content.decode()
    )
    empty = desk.post(change_address(comment), {"answer": " ", "_save": "1"})
    assert empty.status_code == 200
    assert not Comment.objects.filter(parent=comment).exists()
    answer = desk.post(change_address(comment), {"answer": "Begin\r\nklein.", "_save": "1"})
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    assert Comment.objects.approved().get(parent=comment).text == "Begin\nklein."
    assert "Begin<br>klein." in page_of(desk, article)


def test_an_answer_that_can_no_longer_be_given_is_said(desk: Client, article: Article) -> None:
    comment = make_comment(article, state="spam")
    page = desk.get(change_address(comment)).content.decode()
    assert 'name="answer"' not in page
    desk.post(change_address(comment), {"answer": "Begin klein.", "_save": "1"})
    assert not Comment.objects.filter(parent=comment).exists()


def test_the_words_of_others_are_shown_as_text_and_cannot_be_changed(
    desk: Client, article: Article
) -> None:
    comment = make_comment(article, "<script>x</script>", name="<b>N</b>", state="pending")
    for address in (LIST, change_address(comment)):
        page = desk.get(address).content.decode()
        assert "<script>x" not in page
        assert "<b>N" not in page
        assert "&lt;script&gt;x" in page
        assert "&lt;p&gt;" not in page
    desk.post(change_address(comment), {"text": "Anders", "name": "Anders", "_save": "1"})
    comment.refresh_from_db()
    assert comment.text == "<script>x</script>"
    assert desk.get(f"{LIST}add/").status_code == 403


def test_without_the_permission_no_mail_address_is_seen_or_searched(
    client: Client, article: Article
) -> None:
    comment = make_comment(article, email="geheim@voorbeeld.nl")
    moderator = make_user()
    moderator.user_permissions.set(
        Permission.objects.filter(codename__in=["view_comment", "change_comment"])
    )
    client.force_login(moderator)
    page = client.get(change_address(comment)).content.decode()
    assert "Mooi geschreven." in page
    assert "geen auteurspagina" in page
    assert "geheim" not in page
    assert "Mooi geschreven." not in client.get(LIST, {"q": "geheim"}).content.decode()
    moderator.user_permissions.add(Permission.objects.get(codename="view_comment_email"))
    assert "geheim@voorbeeld.nl" in client.get(change_address(comment)).content.decode()
    assert "Mooi geschreven." in client.get(LIST, {"q": "geheim"}).content.decode()


def test_who_may_only_look_gets_no_buttons(client: Client, article: Article) -> None:
    comment = make_comment(article, state="pending")
    onlooker = make_user()
    onlooker.user_permissions.set(Permission.objects.filter(codename="view_comment"))
    client.force_login(onlooker)
    page = client.get(change_address(comment)).content.decode()
    assert "Mooi geschreven." in page
    assert "CHANGE_FORM-action" not in page
    assert 'name="answer"' not in page
    refused = client.post(change_address(comment), {"answer": "Hoi", "_save": "1"})
    assert refused.status_code == 403


def test_the_list_costs_as_many_queries_with_40_comments_as_with_2(
    desk: Client, coach: User
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            desk.get(LIST, {"state": "all"})
        assert "body_html" not in str(captured.captured_queries)  # nor the texts of all articles
        return len(captured)

    first = make_comment(make_article())
    make_comment(first.article, parent=first, decided_by=coach)
    queries()
    few = queries()
    for _ in range(19):
        comment = make_comment(make_article())
        make_comment(comment.article, parent=comment, decided_by=coach)
    assert queries() == few
    assert few <= 12


def test_the_home_counts_what_waits_for_who_may_decide(
    client: Client, article: Article, coach: User
) -> None:
    make_comment(article)
    client.force_login(coach)
    assert "wacht op goedkeuring" not in client.get("/admin/").content.decode()
    make_comment(article, state="pending")
    assert "1 reactie wacht op goedkeuring" in client.get("/admin/").content.decode()
    request = client.get("/admin/").wsgi_request
    request.user = make_user()
    assert not [waiting for waiting in what_waits(request) if "reactie" in waiting.words]

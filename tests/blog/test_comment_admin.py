"""How a moderator works: what waits, each decision a button, an answer in the same place."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.models import Article, Author, Comment
from coaching_site.accounts.models import User
from coaching_site.waiting import what_waits
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/blog/comment/"


def change_address(comment: Comment) -> str:
    return f"{LIST}{comment.pk}/change/"


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


def test_an_answer_from_the_admin_stands_on_the_site(
    desk: Client, article: Article, marit: Author
) -> None:
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
    assert "Begin<br>klein." in desk.get(article.get_absolute_url()).text


def test_an_answer_that_can_no_longer_be_given_is_said(
    desk: Client, article: Article, marit: Author
) -> None:
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


def test_a_comment_is_read_among_what_was_said_around_it(desk: Client, article: Article) -> None:
    top = make_comment(article, "Hoe begin ik?", name="Annet")
    make_comment(article, "Klein.", name="Marit", parent=top)
    comment = make_comment(article, "En dan?", name="Annet", parent=top, state="pending")
    make_comment(article, "Koop nu", name="Handel", parent=top, state="spam")
    make_comment(article, "Volhouden.", name="Ties", parent=top)
    make_comment(article, "Over iets anders.", name="Elders")

    page = desk.get(change_address(comment)).content.decode()

    said = re.findall(r'<li class="comment-thread.*?</li>', page, re.DOTALL)
    texts = [re.sub(r".*<p>(.*)</p>.*", r"\1", words, flags=re.DOTALL) for words in said]
    assert texts == ["Hoe begin ik?", "Klein.", "En dan?", "Volhouden."]
    assert [part for part in said if "aria-current" in part] == [said[2]]
    assert f'href="{change_address(top)}"' in said[0]


def test_the_page_of_a_comment_costs_as_much_in_a_long_conversation(
    desk: Client, article: Article
) -> None:
    top = make_comment(article, "Hoe begin ik?")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            desk.get(change_address(top))
        assert "body_html" not in str(captured.captured_queries)
        return len(captured)

    make_comment(article, parent=top)
    queries()
    few = queries()
    for _ in range(15):
        make_comment(article, parent=top)
    assert queries() == few


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


def test_what_may_be_about_danger_says_so_in_list_and_page(client: Client, coach: User) -> None:
    fields = {"parent": None, "is_confirmed": True, "name": "Noor", "text": "Wordt geslagen."}
    article = make_article()
    Comment.submit(article, submission="gewoon", **fields)
    comment, _is_new = Comment.submit(article, submission="eerst", read_first=True, **fields)
    client.force_login(coach)
    assert client.get("/admin/blog/comment/").content.decode().count("Eerst lezen: Wordt") == 1
    page = client.get(f"/admin/blog/comment/{comment.pk}/change/").content.decode()
    assert "Lees dit eerst: het gaat misschien over iemand in gevaar." in page

"""The queue of comments: its order, its buttons, who may press them, and the way back."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from blog.models import Article, Comment
from coaching_site.accounts.models import User
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db
QUEUE = "/admin/blog/comment/queue/"


def shown(client: Client, address: str = QUEUE) -> list[int]:
    """Return the numbers of the comments that the queue shows as cards, in their order."""
    page = client.get(address).content.decode()
    return [int(number) for number in re.findall(r'<article class="card[^>]*id="card-(\d+)"', page)]


def decide(client: Client, comment: Comment, step: str, **fields: object) -> str:
    address = reverse("admin:blog_comment_decide", args=[comment.pk])
    answer = client.post(address, {"step": step} | fields, follow=True)
    comment.refresh_from_db()
    return answer.content.decode()


def with_permissions(client: Client, *names: str) -> None:
    user = make_user()
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)


def test_what_may_be_about_danger_stands_first_then_what_waits_longest(
    desk: Client, article: Article
) -> None:
    now = timezone.now()
    young = make_comment(article, state="pending", created_at=now)
    old = make_comment(article, state="pending", created_at=now - timedelta(days=2))
    danger = make_comment(article, state="pending", read_first=True)
    for state in ("approved", "refused", "unconfirmed", "spam"):
        make_comment(article, state=state)
    assert shown(desk) == [danger.pk, old.pk, young.pk]


def test_a_card_says_all_that_a_decision_needs(desk: Client, article: Article) -> None:
    question = make_comment(article, "Hoe begin ik?", name="Noor")
    make_comment(
        article, "Klein, zou ik zeggen.", state="pending", parent=question, held_for=["links"]
    )
    page = desk.get(QUEUE).content.decode()
    for words in ("Klein, zou ik zeggen.", "Hoe begin ik?", "Noor", "bevat links", article.title):
        assert words in page
    assert "lezer@voorbeeld.nl" in page


def test_the_home_leads_to_the_queue(desk: Client, article: Article) -> None:
    make_comment(article, state="pending")
    assert f'href="{QUEUE}"' in desk.get("/admin/").content.decode()


def test_thirty_stand_on_a_page_and_the_next_ones_follow(desk: Client, article: Article) -> None:
    now = timezone.now()
    waiting = [
        make_comment(
            article, state="pending", read_first=place < 2, created_at=now - timedelta(hours=-place)
        )
        for place in range(35)
    ]
    numbers = [comment.pk for comment in waiting]
    assert shown(desk) == numbers[:30]
    assert shown(desk, f"{QUEUE}?after={numbers[29]}") == numbers[30:]
    assert shown(desk, f"{QUEUE}?after={numbers[0]}") == numbers[1:31]


@pytest.mark.parametrize("nonsense", ["x", "-1", "9" * 40, "1,2,,x", "²"])
def test_nonsense_in_the_address_shows_the_queue(
    desk: Client, article: Article, nonsense: str
) -> None:
    waiting = make_comment(article, state="pending")
    assert shown(desk, f"{QUEUE}?after={nonsense}&decided={nonsense}") == [waiting.pk]


@pytest.mark.parametrize(
    ("step", "state"), [("approve", "approved"), ("refuse", "refused"), ("spam", "spam")]
)
def test_a_button_decides_and_one_click_takes_it_back(
    desk: Client, coach: User, article: Article, step: str, state: str
) -> None:
    comment = make_comment(article, state="pending")
    page = decide(desk, comment, step)
    assert (comment.state, comment.decided_by) == (state, coach)
    assert 'value="undo"' in page
    decide(desk, comment, "undo")
    assert (comment.state, comment.decided_by) == ("pending", None)


def test_a_refusal_takes_a_sentence_along(desk: Client, article: Article) -> None:
    comment = make_comment(article, state="pending")
    decide(desk, comment, "refuse", sentence="Noem geen\nkinderen.")
    assert comment.events.get().sentence == "Noem geen kinderen."
    other = make_comment(article, state="pending")
    decide(desk, other, "refuse", sentence="x" * 501)
    assert other.state == "pending"


def test_a_script_gets_the_line_or_the_card_alone(desk: Client, article: Article) -> None:
    comment = make_comment(article, state="pending")
    address = reverse("admin:blog_comment_decide", args=[comment.pk])
    line = desk.post(address, {"step": "approve"}, headers={"HX-Request": "true"})
    assert (line.status_code, b"<html" in line.content) == (200, False)
    assert "goedgekeurd" in line.content.decode()
    late = desk.post(address, {"step": "refuse"}, headers={"HX-Request": "true"})
    assert (late.status_code, 'role="alert"' in late.content.decode()) == (409, True)
    card = desk.post(address, {"step": "undo"}, headers={"HX-Request": "true"})
    assert '<article class="card' in card.content.decode()


def test_all_that_were_chosen_are_decided_and_can_be_undone(desk: Client, article: Article) -> None:
    waiting = [make_comment(article, state="pending") for _ in range(3)]
    late = make_comment(article, state="removed")
    chosen = [comment.pk for comment in [*waiting, late]]
    answer = desk.post(f"{QUEUE}chosen/", {"step": "approve", "chosen": chosen}, follow=True)
    page = answer.content.decode()
    assert Comment.objects.approved().count() == 3
    assert page.count('value="undo"') == 3
    assert "kan niet" in page
    none = desk.post(f"{QUEUE}chosen/", {"step": "approve"}, follow=True)
    assert "Vink eerst reacties aan." in none.content.decode()


def test_nothing_else_that_is_sent_changes_a_comment(desk: Client, article: Article) -> None:
    comment = make_comment(article, "Zo staat het er", state="pending")
    decide(desk, comment, "approve", text="Anders", name="Ander", article=999, state="spam")
    assert (comment.text, comment.name, comment.state) == ("Zo staat het er", "Lezer", "approved")
    decide(desk, comment, "remove_everything")
    assert comment.state == "approved"


@pytest.mark.parametrize("name", ["decide", "shorten", "block", "close"])
def test_reading_an_address_changes_nothing(desk: Client, article: Article, name: str) -> None:
    comment = make_comment(article, state="pending")
    desk.get(reverse(f"admin:blog_comment_{name}", args=[comment.pk]), {"step": "approve"})
    comment.refresh_from_db()
    article.refresh_from_db()
    assert (comment.state, article.conversation_closed_at) == ("pending", None)
    assert not comment.events.exists()


def test_who_may_only_look_sees_no_button_and_no_address(client: Client, article: Article) -> None:
    comment = make_comment(article, "Zichtbaar", state="pending")
    with_permissions(client, "view_comment")
    page = client.get(QUEUE).content.decode()
    assert "Zichtbaar" in page
    assert ("data-steps" in page, "lezer@voorbeeld.nl" in page) == (False, False)
    for name in ("decide", "shorten", "block", "close"):
        address = reverse(f"admin:blog_comment_{name}", args=[comment.pk])
        assert client.post(address, {"step": "approve"}).status_code == 403
    with_permissions(client, "view_article")
    assert client.get(QUEUE).status_code == 403


def test_a_closed_conversation_takes_no_comments_until_it_is_opened_again(
    desk: Client, article: Article
) -> None:
    comment = make_comment(article, state="pending")
    address = reverse("admin:blog_comment_close", args=[comment.pk])
    form = reverse("comment_create", args=[article.slug])
    statuses = []
    for _step in range(2):
        desk.post(address)
        statuses.append(desk.get(form).status_code)
    assert statuses == [403, 200]
    assert not article.versions.exists()


def test_the_page_of_a_comment_tells_by_whom_and_when(
    desk: Client, coach: User, article: Article
) -> None:
    comment = make_comment(article, state="pending")
    comment.refuse(by=coach, sentence="Te lang.")
    page = desk.get(reverse("admin:blog_comment_change", args=[comment.pk])).content.decode()
    assert "geweigerd, coach: “Te lang.”" in page


def test_the_queue_asks_as_much_for_thirty_as_for_three(desk: Client) -> None:
    counts = []
    for size in (3, 27):
        for _number in range(size):
            article = make_article()
            make_comment(article, state="pending", parent=make_comment(article))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            desk.get(QUEUE)
        counts.append(len(queries))
    assert counts[0] == counts[1]

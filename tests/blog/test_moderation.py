"""The queue: what waits, what a moderator can do about it, and who may."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Article, BlockedAddress, Comment
from coaching_site.accounts.models import User
from coaching_site.outbox.models import OutgoingMail
from contact.models import Inquiry
from tests.blog.test_comment_form import HX, address_of, typed
from tests.everywhere import places_with
from tests.factories import make_article, make_author, make_comment, make_user
from tests.shown import words_in_each

pytestmark = pytest.mark.django_db
QUEUE = "/admin/blog/comment/queue/"


@pytest.fixture(autouse=True)
def signed_in(client: Client, coach: User) -> None:
    client.force_login(coach)


def waiting(article: Article, text: str = "Dag.", **fields: Any) -> Comment:
    fields = {"state": "pending", "confirmed_at": timezone.now(), "name": "Noor"} | fields
    return make_comment(article, text, **fields)


def decide(client: Client, comment: Comment, step: str, **values: str) -> Any:
    path = f"/admin/blog/comment/{comment.pk}/decide/"
    return client.post(path, {"step": step} | values)


def state_of(comment: Comment) -> str:
    return Comment.objects.values_list("state", flat=True).get(pk=comment.pk)


def test_what_may_be_about_danger_stands_first_and_then_what_waits_longest(
    client: Client, article: Article
) -> None:
    now = timezone.now()
    for hours, text in ((1, "Derde"), (3, "Tweede"), (5, "Weg")):
        state = "refused" if text == "Weg" else "pending"
        waiting(article, text, created_at=now - timedelta(hours=hours), state=state)
    waiting(article, "Eerste", read_first=True, held_for=["everything", "read_first"])
    waiting(article, "Niet bevestigd", state="unconfirmed")
    page = client.get(QUEUE)
    assert words_in_each(page, "card__words") == ["Eerste", "Tweede", "Derde"]
    assert words_in_each(page, "card__first") == ["Eerst lezen"]
    assert "gaat misschien over gevaar" in page.content.decode()
    assert 'href="/admin/blog/comment/queue/"' in client.get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("step", "state"), [("approve", "approved"), ("refuse", "refused"), ("spam", "spam")]
)
def test_each_decision_leaves_a_line_with_the_way_back(
    client: Client, article: Article, step: str, state: str
) -> None:
    comment = waiting(article)
    page = client.get(decide(client, comment, step)["Location"])
    assert state_of(comment) == state
    assert "Ongedaan maken" in page.content.decode()
    assert words_in_each(page, "card__words") == []
    decide(client, comment, "undo")
    assert state_of(comment) == "pending"
    assert words_in_each(client.get(QUEUE), "card__words") == ["Dag."]


def test_with_scripts_a_card_becomes_a_line_and_a_step_too_late_says_so(
    client: Client, article: Article
) -> None:
    comment = waiting(article)
    path = f"/admin/blog/comment/{comment.pk}/decide/"
    line = client.post(path, {"step": "approve"}, headers=HX)
    assert (line.status_code, "<html" in line.content.decode()) == (200, False)
    assert words_in_each(line, "decided__words") == ["Noor: goedgekeurd"]
    late = client.post(path, {"step": "refuse"}, headers=HX)
    assert late.status_code == 409
    assert "kan niet" in late.content.decode()
    assert client.post(path, {"step": "x"}, headers=HX).status_code == 409
    assert state_of(comment) == "approved"


def test_many_are_decided_at_once_and_what_cannot_be_is_told(
    client: Client, article: Article
) -> None:
    comments = [waiting(article, name=f"Lezer {number}") for number in range(3)]
    removed = waiting(article, state="removed")
    chosen = [comment.pk for comment in [*comments, removed]]
    answer = client.post(f"{QUEUE}chosen/", {"step": "approve", "chosen": chosen})
    assert {state_of(comment) for comment in comments} == {"approved"}
    assert state_of(removed) == "removed"
    assert "kan niet “goedgekeurd” worden" in client.get(answer["Location"]).content.decode()
    nothing = client.post(f"{QUEUE}chosen/", {"step": "approve", "chosen": ["x", "9" * 30]})
    assert nothing.status_code == 302


def test_who_may_only_look_sees_no_buttons_and_can_do_nothing(article: Article) -> None:
    comment = waiting(article, email="geheim@voorbeeld.nl")
    user = make_user()
    user.user_permissions.add(Permission.objects.get(codename="view_comment"))
    client = Client()
    client.force_login(user)
    page = client.get(QUEUE).content.decode()
    assert "Dag." in page
    for hidden in ("data-steps", "geheim", "chosen"):
        assert hidden not in page
    for path in ("decide", "shorten", "block", "close"):
        answer = client.post(f"/admin/blog/comment/{comment.pk}/{path}/", {"step": "approve"})
        assert answer.status_code == 403, path
    assert state_of(comment) == "pending"
    stranger = Client()
    stranger.force_login(make_user())
    assert stranger.get(QUEUE).status_code == 403


def test_the_queue_costs_as_many_queries_with_thirty_as_with_two(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(QUEUE)
        return len(found)

    client.get(QUEUE)
    for _time in range(2):
        waiting(make_article(), parent=make_comment(make_article()))
    few = queries()
    for _time in range(40):
        waiting(make_article(), parent=make_comment(make_article()))
    assert queries() == few
    page = client.get(QUEUE)
    assert len(words_in_each(page, "card__words")) == 30
    assert 'href="?after=' in page.content.decode()


def test_a_refusal_with_a_sentence_is_mailed_unless_it_is_undone(
    client: Client, article: Article
) -> None:
    from blog.tasks.comments import mail_about_a_decision  # noqa: PLC0415

    told, undone = (waiting(article, email=f"{name}@voorbeeld.nl") for name in ("noor", "ties"))
    for comment in (told, undone):
        decide(client, comment, "refuse", sentence="Graag zonder namen.")
    decide(client, undone, "undo")
    decide(client, waiting(article, email="stil@voorbeeld.nl"), "refuse")
    for event in [*told.events.all(), *undone.events.all()]:
        mail_about_a_decision(event.pk)
    mail = OutgoingMail.objects.get()
    assert mail.recipient == "noor@voorbeeld.nl"
    assert "Graag zonder namen." in mail.text
    assert "Dag." not in mail.text


def test_shortened_words_are_gone_from_every_table_and_readers_see_that(
    client: Client, article: Article, coach: User
) -> None:
    text = "Sanne Verzonnen is stil. Ook thuis is sanne  verzonnen dat, Verzonnenstraat."
    comment = waiting(article, text, name="Moeder van Sanne Verzonnen")
    comment.refuse(by=coach, sentence="Over Sanne Verzonnen liever niet.")
    comment.undo(by=coach)
    comment.approve(by=coach)
    assert places_with("Sanne Verzonnen")
    page = client.get(f"/admin/blog/comment/{comment.pk}/shorten/").content.decode()
    assert "Voorgoed weglaten" in page
    client.post(f"/admin/blog/comment/{comment.pk}/shorten/", {"words": "Sanne Verzonnen"})
    comment.refresh_from_db()
    left = "[naam weggelaten]"
    assert comment.text == f"{left} is stil. Ook thuis is {left} dat, Verzonnenstraat."
    assert places_with("Sanne Verzonnen", "sanne") == set()
    public = client.get(article.get_absolute_url())
    assert words_in_each(public, "comment__shortened") == ["Ingekort door de redactie."]
    for refused in ({"words": ""}, {"words": "Jan"}):
        answer = client.post(f"/admin/blog/comment/{comment.pk}/shorten/", refused)
        assert answer.status_code == 200
        assert "errorlist" in answer.content.decode()


def test_what_is_too_personal_becomes_a_request_with_the_article_and_comes_back(
    client: Client, article: Article
) -> None:
    comment = waiting(article, "Over mijn kind", email="noor@voorbeeld.nl")
    decide(client, comment, "private")
    inquiry = Inquiry.objects.get()
    assert (inquiry.text, inquiry.email, inquiry.article) == (
        "Over mijn kind",
        "noor@voorbeeld.nl",
        article,
    )
    assert state_of(comment) == "private"
    mail = OutgoingMail.objects.get(recipient="noor@voorbeeld.nl")
    assert "privé" in mail.text
    assert "Over mijn kind" not in mail.text
    decide(client, comment, "undo")
    assert (state_of(comment), Inquiry.objects.count()) == ("pending", 0)


def test_a_request_that_was_taken_up_stays_one(
    client: Client, article: Article, coach: User
) -> None:
    comment = waiting(article, email="noor@voorbeeld.nl")
    decide(client, comment, "private")
    Inquiry.objects.get().start_conversation(by=coach)
    page = client.get(decide(client, comment, "undo")["Location"]).content.decode()
    assert "al opgepakt" in page
    assert (state_of(comment), Inquiry.objects.count()) == ("private", 1)


def test_a_blocked_address_writes_spam_unseen_and_is_kept_as_a_digest(
    client: Client, article: Article
) -> None:
    comment = waiting(article, email="lastig@voorbeeld.nl")
    client.post(f"/admin/blog/comment/{comment.pk}/block/")
    assert BlockedAddress.objects.count() == 1
    assert state_of(comment) == "spam"
    assert "blog_blockedaddress" not in str(places_with("lastig@"))
    Client().post(address_of(article), typed(email="Las.tig+x@voorbeeld.nl"))
    written = Comment.objects.latest("pk")
    written.enter()
    assert state_of(written) == "spam"
    BlockedAddress.objects.all().delete()
    later = waiting(article, state="unconfirmed", email="lastig@voorbeeld.nl")
    later.enter()
    assert state_of(later) == "pending"


def test_a_closed_conversation_takes_no_comments_until_it_is_open_again(
    client: Client, article: Article
) -> None:
    comment = waiting(article)
    path = f"/admin/blog/comment/{comment.pk}/close/"
    assert client.get(path).status_code == 200
    assert client.get(address_of(article)).status_code == 200
    client.post(path)
    assert client.get(address_of(article)).status_code == 403
    assert "Schrijf een reactie" not in client.get(article.get_absolute_url()).content.decode()
    client.post(path)
    assert client.get(address_of(article)).status_code == 200


def test_the_history_says_who_did_what_without_removed_words(
    client: Client, article: Article, coach: User
) -> None:
    make_author("Mirthe", user=coach)
    comment = waiting(article, "Sanne is stil.")
    decide(client, comment, "approve")
    client.post(f"/admin/blog/comment/{comment.pk}/shorten/", {"words": "Sanne"})
    page = client.get(f"/admin/blog/comment/{comment.pk}/change/").content.decode()
    assert "goedgekeurd" in page
    assert "ingekort" in page
    assert "Sanne" not in page

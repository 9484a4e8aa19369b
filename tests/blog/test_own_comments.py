"""A guest's own comment: by her link she sees it, changes it, takes it back, or erases all."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html
from procrastinate.contrib.django.models import ProcrastinateJob

from blog.conversations.confirming import LINK as CONFIRMING
from blog.conversations.links import WRITERS
from blog.conversations.telling import DECISIONS_JOB, STOP_ANSWERS, STOP_NEWS
from blog.models import Article, Comment
from blog.tasks.comments import mail_about_a_decision
from coaching_site.accounts.models import User
from coaching_site.outbox.models import OutgoingMail
from coaching_site.security.signed_links import SignedLink
from contact.models import Inquiry
from tests.everywhere import places_with
from tests.factories import make_comment, make_opening_time

pytestmark = pytest.mark.django_db
NOT_HERE = "Deze link werkt niet meer"


def written(article: Article, text: str = "Wij lezen samen.", **fields: Any) -> Comment:
    """Make a comment whose writer has confirmed her address a moment ago."""
    fields = {"name": "Fenna", "email": "fenna@voorbeeld.nl"} | fields
    return make_comment(article, text, **{"confirmed_at": timezone.now()} | fields)


def own_address(comment: Comment) -> str:
    return reverse("comment_own", args=[comment.writers_token])


def press(client: Client, comment: Comment, step: str) -> str:
    return client.post(own_address(comment), {"step": step}, follow=True).content.decode()


def changed(client: Client, comment: Comment, **typed: str) -> Any:
    words = {"step": "change", "name": comment.name, "text": comment.text}
    answer = client.post(own_address(comment), words | {"opened": make_opening_time()} | typed)
    comment.refresh_from_db()
    return answer


def tell_writers() -> list[OutgoingMail]:
    """Do what is queued about decisions, and return the mails to guests."""
    for job in ProcrastinateJob.objects.filter(task_name=DECISIONS_JOB).order_by("pk"):
        mail_about_a_decision(**job.args)
    return list(OutgoingMail.objects.filter(recipient="fenna@voorbeeld.nl").order_by("pk"))


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("pending", "Ze staat nog niet op de site: we lezen haar eerst."),
        ("spam", "Ze staat nog niet op de site: we lezen haar eerst."),
        ("approved", ">onder het artikel</a>"),
        ("refused", "De praktijk koos ervoor haar niet te plaatsen."),
        ("private", "de praktijk antwoordt in een mail aan jou alleen"),
        ("removed", "De praktijk haalde haar van de site."),
    ],
)
def test_its_writer_reads_where_it_stands(
    client: Client, article: Article, state: str, said: str
) -> None:
    page = client.get(own_address(written(article, state=state)))
    assert said in page.content.decode()
    assert "Wij lezen samen." in page.content.decode()
    assert (page["Cache-Control"], page.status_code) == ("no-store", 200)


def test_only_its_own_link_opens_it(client: Client, article: Article) -> None:
    comment, other = written(article), written(article)
    token = comment.writers_token
    with time_machine.travel(timezone.now() - timedelta(days=366), tick=False):
        old = comment.writers_token
    wrong = [
        token[:-1],
        token.replace(str(comment.pk), str(other.pk), 1),
        old,
        "1",
        SignedLink("blog.comments.confirm", timedelta(days=7)).token(comment.pk),
        WRITERS.token(comment.pk + 10_000),
        written(article, confirmed_at=None).writers_token,
        written(article, email="").writers_token,
    ]
    answers = [client.post(f"/reactie/van-jou/{each}/", {"step": "erase"}) for each in wrong]
    assert {answer.status_code for answer in answers} == {404}
    pages = {html.fromstring(answer.content).find(".//main").text_content() for answer in answers}
    assert len(pages) == 1
    assert NOT_HERE in pages.pop()
    assert Comment.objects.count() == 4


def test_opening_the_link_changes_nothing(client: Client, article: Article) -> None:
    comment = written(article)
    for step in ("withdraw", "stop", "erase", "change"):
        client.get(own_address(comment), {"step": step, "gedaan": step})
    before = (comment.state, comment.text, comment.wants_news)
    comment.refresh_from_db()
    assert (comment.state, comment.text, comment.wants_news) == before


@pytest.mark.parametrize("state", ["pending", "approved"])
def test_what_she_changes_within_a_quarter_waits_again(
    client: Client, article: Article, state: str
) -> None:
    comment = written(article, state=state)
    assert changed(client, comment, text="Wij lezen elke avond.").status_code == 302
    assert (comment.text, comment.state) == ("Wij lezen elke avond.", "pending")
    assert "changed" in comment.held_for
    assert [event.kind for event in comment.events.all()] == ["changed"]
    assert "elke avond" not in client.get(article.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "too_late",
    [
        {"confirmed_at": timezone.now() - timedelta(minutes=15, seconds=1)},
        {"shortened_at": timezone.now()},
        {"state": "refused"},
        {"state": "withdrawn"},
    ],
)
def test_later_nothing_can_be_changed_and_the_words_stay_in_the_form(
    client: Client, article: Article, too_late: dict[str, Any]
) -> None:
    comment = written(article, **too_late)
    answer = changed(client, comment, text="Iets heel anders.")
    assert "kan niet meer gewijzigd worden" in answer.content.decode()
    assert "Iets heel anders." in answer.content.decode()
    assert (answer.status_code, comment.text) == (422, "Wij lezen samen.")


def test_a_change_is_guarded_as_a_new_comment_is(client: Client, article: Article) -> None:
    comment = written(article)
    answer = changed(client, comment, text="Mijn zoon Daan Bakker wordt geslagen.")
    assert "Kan dit naar een kind wijzen?" in answer.content.decode()
    assert comment.text == "Wij lezen samen."
    assert changed(client, comment, text="").status_code == 422


def test_nobody_approves_words_that_came_after_those_she_read(
    desk: Client, client: Client, article: Article
) -> None:
    comment = written(article, state="pending")
    queue = desk.get(reverse("admin:blog_comment_queue")).content.decode()
    seen_key = re.findall(r'name="seen" value="([^"]+)"', queue)[0]
    changed(client, comment, text="Heel andere woorden.")
    decide = reverse("admin:blog_comment_decide", args=[comment.pk])
    posted = {"step": "approve", "seen": seen_key}
    card = desk.post(decide, posted, headers={"HX-Request": "true"})
    assert (card.status_code, "Heel andere woorden." in card.content.decode()) == (409, True)
    chosen = {"step": "approve", "chosen": [comment.pk]}
    desk.post(reverse("admin:blog_comment_decide_chosen"), chosen)
    action = {"CHANGE_FORM-action": "approve", "_selected_action": comment.pk, "seen": seen_key}
    desk.post(reverse("admin:blog_comment_change", args=[comment.pk]), action)
    comment.refresh_from_db()
    assert comment.state == "pending"
    seen_key = re.findall(r'name="seen" value="([^"]+)"', card.content.decode())[0]
    desk.post(decide, {"step": "approve", "seen": seen_key})
    comment.refresh_from_db()
    assert comment.state == "approved"


def test_what_she_takes_back_is_gone_and_answers_stay(
    client: Client, desk: Client, article: Article, coach: User
) -> None:
    comment = written(article, "Over Fenna en Wybren.", state="pending")
    desk.post(reverse("admin:blog_comment_decide", args=[comment.pk]), {"step": "approve"})
    make_comment(article, "Dank voor je woorden.", parent=comment)
    comment.report(submission="m", source="s", reason="other", words="Wybren staat er in.")
    assert LogEntry.objects.filter(object_repr__contains="Fenna").exists()
    press(client, comment, "withdraw")
    comment.refresh_from_db()
    assert (comment.state, comment.name, comment.text) == ("withdrawn", "", "")
    assert places_with("Wybren") == set()
    # The address stays, so that everything can still be erased.
    assert places_with("Fenna@") == {"blog_comment.email"}
    page = client.get(article.get_absolute_url()).content.decode()
    assert ("Wybren" in page, "Dank voor je woorden." in page) == (False, True)
    assert press(client, comment, "withdraw").count("Je hebt haar verwijderd") == 1


def test_erasing_leaves_nothing_of_her_anywhere(
    client: Client, desk: Client, article: Article, coach: User
) -> None:
    answered = written(article, "Eerste van Fenna.", state="pending")
    desk.post(reverse("admin:blog_comment_decide", args=[answered.pk]), {"step": "approve"})
    written(article, "Antwoord op mezelf.", parent=answered, email="FENNA@voorbeeld.nl")
    kept = make_comment(article, "Van een ander.", parent=answered, email="ander@voorbeeld.nl")
    alone = written(article, "Tweede van Fenna.", state="pending")
    refuse = {"step": "refuse", "sentence": "Fenna, dit past hier niet."}
    desk.post(reverse("admin:blog_comment_decide", args=[alone.pk]), refuse)
    private = written(article, "Dit is eigenlijk privé, zegt Fenna.", state="pending")
    desk.post(reverse("admin:blog_comment_decide", args=[private.pk]), {"step": "private"})
    assert len(tell_writers()) > 1
    assert Inquiry.objects.count() == 1

    page = press(client, alone, "erase")
    assert "Alles wat je onder artikelen schreef" in page
    assert places_with("Fenna", "Antwoord op mezelf", "eigenlijk privé") == set()
    answered.refresh_from_db()
    assert (answered.state, answered.email) == ("withdrawn", "")
    assert list(Comment.objects.order_by("pk")) == [answered, kept]
    assert NOT_HERE in client.get(own_address(answered)).content.decode()


def test_erasing_touches_nobody_else(client: Client, article: Article) -> None:
    other = written(article, "Van mij.", email="fenna@elders.nl")
    press(client, written(article), "erase")
    assert list(Comment.objects.all()) == [other]


def test_the_writer_hears_once_that_it_is_approved(
    client: Client, article: Article, coach: User
) -> None:
    comment = written(article, state="pending")
    comment.approve(by=coach)
    mails = tell_writers()
    tell_writers()
    comment.remove(by=coach)
    comment.undo(by=coach)
    assert tell_writers() == mails
    mail = mails[0]
    assert "Wij lezen samen." not in mail.subject + mail.text + mail.html
    for place in (mail.text, mail.html):
        assert comment.get_absolute_url() in place
        assert "/reactie/geen-bericht/" in place
    assert client.get(re.findall(r"/reactie/van-jou/\S+", mail.text)[0]).status_code == 200


def test_who_asked_for_answers_hears_of_an_answer_and_not_also_of_the_approval(
    article: Article, coach: User, marit: object
) -> None:
    comment = written(article, state="pending", wants_answers=True)
    comment.reply("Dank je.", by=coach)
    assert tell_writers() == []


def test_one_press_stops_what_is_told_of_all_her_comments(
    client: Client, article: Article, coach: User
) -> None:
    comment = written(article, state="pending")
    comment.approve(by=coach)
    stop = re.findall(r"/reactie/geen-bericht/\S+", tell_writers()[0].text)[0]
    client.get(stop)
    comment.refresh_from_db()
    assert comment.wants_news
    assert "We mailen je niet meer" in client.post(stop).content.decode()
    later = written(article, state="pending")
    later.approve(by=coach)
    assert len(tell_writers()) == 1


def test_her_page_stops_every_mail(client: Client, article: Article, coach: User) -> None:
    comment = written(article, wants_answers=True)
    assert "Stop alle mails over reacties" in client.get(own_address(comment)).content.decode()
    page = press(client, comment, "stop")
    assert ("We sturen je geen mails meer" in page, "Stop alle mails" in page) == (True, False)
    comment.refresh_from_db()
    assert (comment.wants_answers, comment.wants_news) == (False, False)


@pytest.mark.parametrize("posted", [{}, {"step": ""}, {"step": "publish"}, {"state": "approved"}])
def test_other_posts_change_nothing(
    client: Client, article: Article, posted: dict[str, str]
) -> None:
    comment = written(article, state="pending")
    assert client.post(own_address(comment), posted).status_code == 200
    comment.refresh_from_db()
    assert (comment.state, comment.text) == ("pending", "Wij lezen samen.")


def test_a_private_question_nobody_took_up_goes_with_its_comment(
    client: Client, article: Article, coach: User
) -> None:
    comment = written(article, "Dit is van Fenna alleen.", state="pending")
    comment.make_private(by=coach)
    press(client, comment, "withdraw")
    assert places_with("van Fenna alleen") == set()
    press(client, comment, "erase")
    assert places_with("fenna") == set()


def test_words_left_out_do_not_come_back_through_a_private_question(
    article: Article, coach: User
) -> None:
    comment = written(article, "Kees is boos.", state="pending")
    read_before = Comment.objects.get(pk=comment.pk)
    comment.shorten(["Kees"], by=coach)
    read_before.make_private(by=coach)
    assert places_with("Kees") == set()


def test_no_mail_is_written_about_what_was_erased(
    client: Client, article: Article, coach: User
) -> None:
    comment = written(article, state="pending")
    comment.approve(by=coach)
    press(client, comment, "erase")
    assert tell_writers() == []


def test_a_refusal_is_told_once_though_its_job_runs_twice(article: Article, coach: User) -> None:
    comment = written(article, state="pending")
    comment.refuse(by=coach, sentence="Liever zonder naam.")
    tell_writers()
    assert len(tell_writers()) == 1


def test_a_former_name_is_not_kept_in_the_log_of_the_admin(
    client: Client, desk: Client, article: Article
) -> None:
    comment = written(article, state="pending")
    desk.post(reverse("admin:blog_comment_decide", args=[comment.pk]), {"step": "approve"})
    changed(client, comment, name="Moeder")
    assert "django_admin_log.object_repr" not in places_with("Fenna")


def test_an_answer_is_told_once_also_to_who_answered(
    article: Article, coach: User, marit: object
) -> None:
    top = make_comment(article)
    answer = written(article, parent=top, state="pending", wants_answers=True)
    answer.reply("Dank je.", by=coach)
    assert tell_writers() == []


def test_a_link_to_what_is_erased_confirms_and_stops_nothing(
    client: Client, article: Article
) -> None:
    comment = written(article)
    make_comment(article, parent=comment)
    links = [
        f"/reactie/bevestigen/{CONFIRMING.token(comment.pk)}/",
        f"/reactie/geen-mail/{STOP_ANSWERS.token(comment.pk)}/",
        f"/reactie/geen-bericht/{STOP_NEWS.token(comment.pk)}/",
    ]
    press(client, comment, "erase")
    assert [client.post(link).status_code for link in links] == [404] * 3

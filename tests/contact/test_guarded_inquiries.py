"""Who asks is shown what could point to a child, and who can help; danger is read first."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from blog.models import Comment
from coaching_site.accounts.models import User
from contact.models import Inquiry
from contact.private_questions import ask_instead_of_comment
from tests.contact.inquiry_form import ADDRESS, REFUSED, answers
from tests.factories import make_article, make_inquiry

pytestmark = pytest.mark.django_db

LIST = "/admin/contact/inquiry/"
NAMED = "Mijn zoon Daan Verbeek zit in groep 5 en luistert niet."
DANGER = "Een jongen in mijn klas wordt thuis geslagen."


def seen_in(page: str) -> str:
    [seen] = re.findall(r'name="seen" value="([^"]*)"', page)
    return str(seen)


def test_what_could_point_to_a_child_is_shown_once_and_nothing_is_stored(client: Client) -> None:
    response = client.post(ADDRESS, answers(text=NAMED))
    page = response.content.decode()
    assert response.status_code == REFUSED
    assert "Daan Verbeek</mark>" in page
    assert "Alleen wij lezen je vraag." in page
    assert not Inquiry.objects.exists()
    sent = client.post(ADDRESS, answers(text=NAMED, seen=seen_in(page)))
    assert sent.status_code == 302
    inquiry = Inquiry.objects.get()
    assert (inquiry.text, inquiry.read_first) == (NAMED, False)


def test_other_words_are_taken_over_by_one_press_and_everything_else_is_kept(
    client: Client,
) -> None:
    response = client.post(ADDRESS, answers(text=NAMED, take_over="all"))
    form = response.context["form"]
    assert form["text"].value() == "Mijn zoon zit in groep 5 en luistert niet."
    assert form["school"].value() == "De Regenboogvis"
    assert not Inquiry.objects.exists()


def test_who_writes_of_danger_reads_who_helps_now_and_is_read_first(client: Client) -> None:
    response = client.post(ADDRESS, answers(text=DANGER))
    page = response.content.decode()
    assert 'href="tel:08002000"' in page
    assert 'href="tel:08000113"' in page
    client.post(ADDRESS, answers(text=DANGER, seen=seen_in(page)))
    assert Inquiry.objects.get().read_first


def test_a_question_without_any_of_it_is_sent_at_once(client: Client) -> None:
    assert client.post(ADDRESS, answers()).status_code == 302
    assert not Inquiry.objects.get().read_first


def test_a_comment_about_danger_stays_so_as_a_private_question() -> None:
    comment = Comment.objects.create(
        article=make_article("Loslaten"),
        name="Sem",
        email="sem@voorbeeld.nl",
        text=DANGER,
        read_first=True,
    )
    ask_instead_of_comment(comment)
    assert Inquiry.objects.get().read_first


def test_what_may_be_danger_stands_first_and_says_so(client: Client, coach: User) -> None:
    late = make_inquiry(answer_due=timezone.localdate() - timedelta(days=1))
    urgent = make_inquiry(read_first=True)
    answered = make_inquiry(read_first=True, state="planned")
    listed = client.get(LIST)
    assert list(listed.context["cl"].result_list) == [urgent, late, answered]
    states = re.findall(r'<td class="field-how_far">(.*?)</td>', listed.content.decode())
    assert states == [
        '<strong class="overdue">eerst lezen</strong>',
        '<strong class="overdue">te laat</strong>',
        "gepland",
    ]
    board = client.get(f"{LIST}board/")
    assert board.context["columns"][0].inquiries == [urgent, late]
    assert board.content.decode().count("Eerst lezen</em>") == 1
    letter = client.get(f"{LIST}{urgent.pk}/change/").content.decode()
    assert "<strong>Eerst lezen</strong>: gaat misschien over gevaar" in letter

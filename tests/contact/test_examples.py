"""An answer made public: nameless, only after a yes, and down again by the same link."""

from contextlib import suppress
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client

from blog.models import Article
from coaching_site.accounts.models import User
from coaching_site.outbox.models import OutgoingMail
from contact.conversations.own_data import own_data
from contact.models import (
    ErasedBecause,
    Example,
    ExampleNotWaitingError,
    ExampleState,
    Inquiry,
    InquiryEventKind,
    InquiryGoneError,
)
from tests.at_once import at_once
from tests.contact.test_own_inquiries import read
from tests.everywhere import places_with
from tests.factories import make_article, make_inquiry, make_opening_time, make_user

pytestmark = pytest.mark.django_db

QUESTION = "Een jongen in mijn klas durft niets te vragen."
ANSWER = "Laat hem eerst aan een ander uitleggen wat hij wél weet."
GONE = "Deze link werkt niet meer"


@pytest.fixture
def article() -> Article:
    return make_article("Wachten is ook werken")


@pytest.fixture
def inquiry(article: Article) -> Inquiry:
    return make_inquiry(name="Noor Wilgenburg", email="noor@voorbeeld.nl", article=article)


@pytest.fixture
def example(inquiry: Inquiry, article: Article, coach: User) -> Example:
    return Example.propose(inquiry, article=article, question=QUESTION, answer=ANSWER, by=coach)


def address(example: Example) -> str:
    return f"/contact/voorbeeld/{example.token}/"


def decide(client: Client, example: Example, step: str, **words: str) -> Any:
    posted = {"step": step, "wording": example.wording, "opened": make_opening_time()} | words
    return client.post(address(example), posted, follow=True)


def kinds(inquiry: Inquiry) -> list[str]:
    return list(inquiry.events.order_by("pk").values_list("kind", flat=True))


def article_page(client: Client, article: Article) -> str:
    return client.get(article.get_absolute_url()).content.decode()


def test_nothing_stands_below_the_article_until_who_asked_agrees(
    client: Client, example: Example, article: Article
) -> None:
    assert QUESTION not in article_page(client, article)

    decide(client, example, "agree")

    page = article_page(client, article)
    assert QUESTION in page
    assert ANSWER in page
    assert "Noor" not in page


def test_the_proposal_comes_by_mail_with_a_link_and_none_of_the_words(
    client: Client, example: Example, inquiry: Inquiry
) -> None:
    mail = inquiry.mails.get()

    assert address(example) in mail.text
    assert QUESTION not in mail.text + mail.html
    assert ANSWER not in mail.text + mail.html
    page = read(client.get(address(example)))
    assert QUESTION in page
    assert ANSWER in page


def test_the_same_link_takes_it_down_and_erases_its_words(
    client: Client, example: Example, article: Article, inquiry: Inquiry
) -> None:
    decide(client, example, "agree")
    response = decide(client, example, "take-down")

    assert QUESTION not in article_page(client, article)
    assert "Het staat nergens" in read(response)
    example.refresh_from_db()
    assert (example.state, example.question, example.answer) == ("taken_down", "", "")
    assert kinds(inquiry)[-3:] == ["example_proposed", "example_placed", "example_taken_down"]


def test_a_no_erases_the_words_and_tells_the_practice_without_them(
    client: Client, example: Example, coach: User
) -> None:
    OutgoingMail.objects.all().delete()
    decide(client, example, "take-down")

    example.refresh_from_db()
    assert example.state == ExampleState.REFUSED
    mail = OutgoingMail.objects.get()
    assert "geweigerd" in mail.text
    assert QUESTION not in mail.text + mail.html


def test_her_own_words_are_read_by_the_practice_before_others_read_them(
    client: Client, example: Example, article: Article, coach: User
) -> None:
    decide(client, example, "change", text="Een kind in mijn klas vraagt nooit iets.")

    example.refresh_from_db()
    assert example.state == ExampleState.CHANGED
    assert "vraagt nooit iets" not in article_page(client, article)
    example.place(by=coach, wording=example.wording)
    assert "vraagt nooit iets" in article_page(client, article)


def test_her_words_sent_twice_are_told_once(client: Client, example: Example) -> None:
    OutgoingMail.objects.all().delete()
    words = {"text": "Een kind in mijn klas vraagt nooit iets.", "opened": make_opening_time()}
    for _press in range(2):
        decide(client, example, "change", **words)

    assert OutgoingMail.objects.count() == 1


def test_a_name_in_her_own_words_is_shown_to_her_once(client: Client, example: Example) -> None:
    named = "Daan uit groep 5 van De Vlinder vraagt nooit iets."
    response = decide(client, example, "change", text=named)

    assert response.status_code == 422
    assert "Kan dit naar een kind wijzen?" in read(response)
    example.refresh_from_db()
    assert example.question == QUESTION


def test_an_empty_change_keeps_what_was_proposed(client: Client, example: Example) -> None:
    response = decide(client, example, "change", text=" ")

    assert response.status_code == 422
    assert "Schrijf je vraag" in read(response)


def test_she_agrees_only_to_the_words_that_she_has_read(
    client: Client, example: Example, inquiry: Inquiry, article: Article, coach: User
) -> None:
    Example.propose(inquiry, article=article, question="Iets anders?", answer=ANSWER, by=coach)
    response = decide(client, example, "agree")

    assert "Lees nog eens" in read(response)
    assert Example.objects.get().state == ExampleState.PROPOSED


def test_a_new_proposal_takes_the_placed_one_off_the_site(
    client: Client, example: Example, inquiry: Inquiry, article: Article, coach: User
) -> None:
    decide(client, example, "agree")
    Example.propose(inquiry, article=article, question="Iets anders?", answer=ANSWER, by=coach)

    page = article_page(client, article)
    assert QUESTION not in page
    assert "Iets anders?" not in page


def test_her_page_leads_to_where_it_stands_and_says_when_it_stands_nowhere(
    client: Client, example: Example, article: Article
) -> None:
    standing = decide(client, example, "agree").content.decode()
    assert f'href="{article.get_absolute_url()}"' in standing

    article.move_to_trash()
    assert "staat nu niet op de site" in read(client.get(address(example)))


@pytest.mark.parametrize("token", ["", "x", "1", "1:1", "9" * 40])
def test_a_link_that_is_cut_or_guessed_leads_nowhere(
    client: Client, example: Example, token: str
) -> None:
    cut = example.token[:-2] + token
    assert GONE in read(client.get(f"/contact/voorbeeld/{cut}/"))
    assert GONE in read(client.get(f"/contact/voorbeeld/{example.inquiry.askers_token}/"))  # type: ignore[union-attr]


def test_her_page_is_kept_by_nobody_and_found_by_no_search(
    client: Client, example: Example
) -> None:
    response = client.get(address(example))

    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("state", ["proposed", "changed"])
def test_what_nobody_agreed_to_goes_with_the_request(
    client: Client, example: Example, inquiry: Inquiry, state: str
) -> None:
    if state == "changed":
        example.change(QUESTION, submission="x")
    inquiry.erase(ErasedBecause.TERM)

    assert places_with(QUESTION) == set()


def test_what_she_agreed_to_stays_after_the_term_without_a_way_back_to_her(
    client: Client, example: Example, inquiry: Inquiry, article: Article
) -> None:
    decide(client, example, "agree")
    inquiry.erase(ErasedBecause.TERM)

    assert QUESTION in article_page(client, article)
    assert Example.objects.get().inquiry is None
    decide(client, example, "take-down")
    assert QUESTION not in article_page(client, article)


@pytest.mark.parametrize("because", [ErasedBecause.ASKER, ErasedBecause.PRACTICE])
def test_who_takes_everything_back_takes_it_off_the_site_too(
    client: Client, example: Example, inquiry: Inquiry, because: ErasedBecause
) -> None:
    decide(client, example, "agree")
    inquiry.erase(because)

    assert places_with(QUESTION) == set()
    assert GONE in read(client.get(address(example)))


def test_it_stands_among_her_own_data(example: Example, inquiry: Inquiry) -> None:
    assert own_data(inquiry)["example"] == {
        "question": QUESTION,
        "answer": ANSWER,
        "state": "wacht op wie het vroeg",
    }


def test_the_form_begins_with_words_from_which_names_are_taken(
    admin_client: Client, article: Article, coach: User
) -> None:
    inquiry = make_inquiry(text="Daan durft niets te vragen.", article=article)
    inquiry.reply("Laat Daan het eerst uitleggen.", by=coach)
    page = admin_client.get(f"/admin/contact/inquiry/{inquiry.pk}/example/").content.decode()

    assert "durft niets te vragen." in page
    assert "het eerst uitleggen." in page
    assert "Daan" not in page


def test_the_coach_looks_at_what_could_point_to_a_child(
    admin_client: Client, inquiry: Inquiry, article: Article
) -> None:
    form = f"/admin/contact/inquiry/{inquiry.pk}/example/"
    words = {"article": article.pk, "question": "Daan durft niets.", "answer": ANSWER}
    refused = admin_client.post(form, words)

    assert "Kijk naar de woorden" in refused.content.decode()
    assert not Example.objects.exists()
    admin_client.post(form, words | {"is_looked_at": "on"})
    assert Example.objects.get().question == "Daan durft niets."
    assert LogEntry.objects.filter(object_id=str(inquiry.pk)).exists()


def test_nobody_proposes_who_may_only_look(client: Client, inquiry: Inquiry) -> None:
    onlooker = make_user()
    onlooker.user_permissions.add(Permission.objects.get(codename="view_inquiry"))
    client.force_login(onlooker)

    assert client.get(f"/admin/contact/inquiry/{inquiry.pk}/example/").status_code == 403


def test_the_practice_places_and_takes_down_in_the_admin(
    admin_client: Client, client: Client, example: Example, article: Article
) -> None:
    example.change("Een kind vraagt nooit iets.", submission="x")
    form = f"/admin/contact/example/{example.pk}/change/"
    admin_client.post(form, {"step": "place", "wording": "of other words"})
    assert Example.objects.get().state == ExampleState.CHANGED

    admin_client.post(form, {"step": "place", "wording": example.wording})
    assert "Een kind vraagt nooit iets." in article_page(client, article)
    admin_client.post(form, {"step": "take_down"})
    assert Example.objects.get().question == ""


def test_a_request_that_was_erased_meanwhile_is_no_example(
    inquiry: Inquiry, article: Article, coach: User
) -> None:
    Inquiry.objects.get().erase(ErasedBecause.ASKER)
    with pytest.raises(InquiryGoneError):
        Example.propose(inquiry, article=article, question=QUESTION, answer=ANSWER, by=coach)


@pytest.mark.django_db(transaction=True)
def test_a_yes_and_a_no_at_once_end_in_one_of_them(example: Example) -> None:
    def decide_once(step: str) -> None:
        mine = Example.objects.get()
        with suppress(ExampleNotWaitingError):
            mine.agree(example.wording) if step == "agree" else mine.take_down(by=None)

    at_once(decide_once, ["agree", "take-down"])

    after = Example.objects.get()
    assert (after.state, bool(after.question)) in {("taken_down", False), ("refused", False)}
    assert InquiryEventKind.EXAMPLE_TAKEN_DOWN in kinds(Inquiry.objects.get())

"""What Django brings of its own to the admin, in the words of this house."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from blog.models import Author, Topic
from coaching_site.accounts.models import User
from coaching_site.outbox.models import OutgoingMail
from coaching_site.site.starting_rows import EDITORS
from contact.models import Inquiry
from tests.factories import (
    make_article,
    make_author,
    make_inquiry,
    make_offer,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("coach", superuser=True, first_name="Mirthe"))
    return client


def words_of(page: str) -> str:
    """Return what the content of a page says, without its markup."""
    content = re.sub(r"(?s)<script\b.*?</script>", " ", page.split('id="content"', 1)[1])
    return " ".join(re.sub(r"<[^>]+>", " ", content).split())


def test_who_deletes_reads_what_goes_along_but_no_names_of_tables(desk: Client) -> None:
    noor = make_user("noor")
    noor.groups.add(Group.objects.get(name=EDITORS))
    address = reverse("admin:accounts_user_delete", args=[noor.pk])

    words = words_of(desk.get(address).content.decode())

    assert "“noor” gaat voorgoed weg." in words
    assert "object (" not in words
    assert "relatie" not in words
    chosen = {"action": "delete_selected", "_selected_action": [noor.pk]}
    words = words_of(desk.post(reverse("admin:accounts_user_changelist"), chosen).text)
    assert "Account: noor" in words
    assert "object (" not in words
    desk.post(address, {"post": "yes"})
    assert not User.objects.filter(username="noor").exists()


def test_mails_are_named_before_they_go_with_an_inquiry(desk: Client) -> None:
    inquiry = make_inquiry()
    mail = OutgoingMail.objects.create(
        about=inquiry, subject="Je vraag is binnen", recipient="x@voorbeeld.nl"
    )
    address = reverse("admin:contact_inquiry_delete", args=[inquiry.pk])

    assert f"Mail: {mail.subject}" in words_of(desk.get(address).content.decode())
    desk.post(address, {"post": "yes"})

    assert not Inquiry.objects.exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("where", ["page", "list"])
def test_an_author_of_articles_stays_and_the_articles_are_named(desk: Client, where: str) -> None:
    ruben, noor = make_author("Ruben"), make_author("Noor")
    make_article("Klein beginnen", authors=(ruben,))
    chosen = {"action": "delete_selected", "_selected_action": [ruben.pk, noor.pk], "post": "yes"}
    answers = {
        "page": desk.post(reverse("admin:blog_author_delete", args=[ruben.pk]), {"post": "yes"}),
        "list": desk.post(reverse("admin:blog_author_changelist"), chosen),
    }

    words = words_of(answers[where].content.decode())

    assert "Artikel: Klein beginnen" in words
    assert "eerst een andere auteur" in words
    assert Author.objects.count() == 2
    desk.post(reverse("admin:blog_author_delete", args=[noor.pk]), {"post": "yes"})
    assert list(Author.objects.all()) == [ruben]


def test_a_topic_of_articles_stays_and_the_articles_are_named(desk: Client) -> None:
    topic, unused = make_topic("Ouders"), make_topic("Leeg")
    make_article("Klein beginnen", topics=(topic,))

    page = desk.post(reverse("admin:blog_topic_delete", args=[topic.pk]), {"post": "yes"})
    desk.post(reverse("admin:blog_topic_delete", args=[unused.pk]), {"post": "yes"})

    assert "Artikel: Klein beginnen" in words_of(page.content.decode())
    assert list(Topic.objects.all()) == [topic]


def test_what_was_done_with_a_row_says_who_did_what(desk: Client) -> None:
    topic = make_topic("Ouders")
    history = reverse("admin:blog_topic_history", args=[topic.pk])
    assert "niemand heeft er iets aan veranderd" in desk.get(history).content.decode()
    typed = {"name": "Ouders en school", "slug": topic.slug, "description": ""}
    desk.post(reverse("admin:blog_topic_change", args=[topic.pk]), typed)

    words = words_of(desk.get(history).content.decode())

    assert "Mirthe Naam gewijzigd." in words
    assert "object" not in words


def test_a_part_of_the_site_leads_to_its_lists_and_to_something_new(desk: Client) -> None:
    page = desk.get(reverse("admin:app_list", args=["contact"])).content.decode()
    content = page.split('id="content"', 1)[1]
    addresses = re.findall(r'<a [^>]*href="(/admin/contact/[^"]+)"', content)
    assert set(addresses) == {
        reverse("admin:contact_inquiry_changelist"),
        reverse("admin:contact_offer_changelist"),
        reverse("admin:contact_offer_add"),
        reverse("admin:contact_closedperiod_changelist"),
        reverse("admin:contact_closedperiod_add"),
        reverse("admin:contact_keepingterms_changelist"),
        reverse("admin:contact_erasedinquiry_changelist"),
        reverse("admin:contact_example_changelist"),
    }


@pytest.mark.parametrize("model", ["blog_article", "blog_author", "contact_offer"])
def test_no_form_opens_a_second_window(desk: Client, model: str) -> None:
    make_article("Klein beginnen")
    page = desk.get(reverse(f"admin:{model}_add")).content.decode()
    assert "admin-autocomplete" in page
    assert "data-popup" not in page


def test_an_empty_list_says_so_and_leads_back_to_everything(desk: Client) -> None:
    topics = reverse("admin:blog_topic_changelist")
    assert "Hier staat nog niets." in words_of(desk.get(topics).content.decode())
    make_topic("Ouders")
    words = words_of(desk.get(topics, {"q": "zeppelin"}).content.decode())
    assert "Niets gevonden. Toon alles" in words
    assert "0 thema" not in words


def test_an_address_that_is_not_there_leads_back_to_the_work(desk: Client) -> None:
    page = desk.get("/admin/bestaat-niet/")
    assert page.status_code == 404
    assert f'<a class="button" href="{reverse("admin:index")}">' in page.content.decode()
    elsewhere = desk.get("/bestaat-niet/").content.decode()
    assert f'<a class="button" href="{reverse("home")}">' in elsewhere


def test_yes_and_no_are_words(desk: Client) -> None:
    make_offer("Training")
    make_offer("Traject", is_default=True)
    make_user("noor")
    for model in ("contact_offer", "accounts_user"):
        page = desk.get(reverse(f"admin:{model}_changelist")).content.decode()
        assert 'alt="True"' not in page
        assert 'alt="False"' not in page
    offers = desk.get(reverse("admin:contact_offer_changelist")).content.decode()
    assert re.findall(r'field-below_the_rest"[^>]*>(\w+)<', offers) == ["nee", "ja"]


def test_what_is_typed_in_a_list_has_a_name(desk: Client) -> None:
    make_offer("Traject")
    page = desk.get(reverse("admin:contact_offer_changelist")).content.decode()
    field = re.search(r'<input[^>]*name="form-0-order"[^>]*>', page)
    assert field
    assert 'aria-label="Volgorde"' in field[0]

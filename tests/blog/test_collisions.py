"""Two people who save one article: nobody overwrites anybody, and nobody loses a word."""

from pathlib import Path

import pytest
from django.test import Client
from lxml import html
from pytest_django import Settings

from blog.models import Article
from coaching_site.accounts.models import User
from tests.at_once import at_once
from tests.factories import make_author, make_image, make_series, make_topic, make_user

ADD = "/admin/blog/article/add/"
FIRST = (
    "<p>Samen beginnen wij aan een tekst over rust, die begint bij wie er vooraan staat, "
    "en die daarna vanzelf de hele klas vult.</p>"
)


def change(article: Article) -> str:
    return f"/admin/blog/article/{article.pk}/change/"


def typed(article: Article | None = None, **fields: object) -> dict[str, object]:
    """Return the form as it is sent, on the first version unless told otherwise."""
    return {
        "title": "Rust",
        "slug": article.slug if article else "",
        "body": FIRST,
        "based_on": 1 if article else 0,
        "_save": "1",
    } | fields


def start(client: Client, **fields: object) -> Article:
    assert client.post(ADD, typed(**fields)).status_code == 302
    return Article.objects.latest("pk")


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(make_user(name, superuser=True, first_name=name.capitalize()))
    return client


@pytest.mark.django_db
def test_the_difference_is_shown_word_by_word_with_the_name_of_who_was_first(
    client: Client, coach: User
) -> None:
    article = start(client)
    theirs = FIRST.replace("rust", "stilte")
    assert signed_in("noor").post(change(article), typed(article, body=theirs)).status_code == 302

    answer = client.post(change(article), typed(article, body=FIRST.replace("klas", "gang")))

    page = answer.content.decode()
    assert "Noor bewaarde versie 2 om" in page
    [difference] = answer.context["adminform"].form.differences
    pieces = [
        (piece.change, piece.text.strip())
        for part in difference.parts
        for block in part.blocks
        for piece in block.fragments
        if piece.change != "same"
    ]
    assert pieces == [
        ("removed", "stilte"),
        ("added", "rust"),
        ("removed", "klas"),
        ("added", "gang"),
    ]
    assert article.versions.count() == 2


@pytest.mark.django_db
def test_every_field_that_differs_is_named(
    client: Client, coach: User, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    article = start(client)
    theirs = {
        "title": "Stilte",
        "summary": "Kort.",
        "publish_at_0": "01-03-2027",
        "publish_at_1": "09:00",
    }
    theirs |= {"bylines": [make_author("Bram").pk], "chosen_topics": [make_topic("Ouders").pk]}
    theirs |= {"series": make_series("Loslaten").pk, "part": 2, "cover": make_image().pk}
    theirs |= {
        "questions": "Wat zag je?",
        "featured": "on",
        "conversation": "off",
        "holds": "first",
    }
    assert signed_in("noor").post(change(article), typed(article, **theirs)).status_code == 302

    answer = client.post(change(article), typed(article))

    names = [field.name for field in answer.context["adminform"].form.differences]
    assert names == [
        "title", "summary", "publish_at", "authors", "topics", "series", "part", "cover",
        "discussion_questions", "featured", "conversation", "holds",
    ]  # fmt: skip
    page = answer.content.decode()
    for word in ("Stilte", "Kort.", "Bram", "Ouders", "Loslaten", "Wat zag je?", "1 maart 2027"):
        assert word in page


@pytest.mark.django_db
def test_a_field_that_cannot_be_read_does_not_hide_the_collision(
    client: Client, coach: User
) -> None:
    article = start(client)
    theirs = typed(article, title="Stilte")
    assert signed_in("noor").post(change(article), theirs).status_code == 302

    answer = client.post(change(article), typed(article, part="geen getal", questions="a\nb\nc\nd"))

    form = answer.context["adminform"].form
    assert {"part", "questions", "__all__"} == set(form.errors)
    assert [field.name for field in form.differences] == ["title"]
    assert form["part"].value() == "geen getal"


@pytest.mark.django_db
def test_hostile_words_of_somebody_else_stay_words(client: Client, coach: User) -> None:
    article = start(client)
    theirs = typed(article, title="<script>alert(1)</script>", body="<p>&lt;img onerror=x&gt;</p>")
    assert signed_in("noor").post(change(article), theirs).status_code == 302

    page = client.post(change(article), typed(article)).content.decode()

    assert "<script>alert(1)" not in page
    assert "<img onerror" not in page


@pytest.mark.django_db
def test_saving_again_is_a_choice_and_keeps_both(client: Client, coach: User) -> None:
    article = start(client)
    signed_in("noor").post(change(article), typed(article, title="Van Noor"))
    refused = client.post(change(article), typed(article, title="Van mij"))
    newest = refused.context["adminform"].form["based_on"].value()
    assert newest == "2"

    again = client.post(change(article), typed(article, title="Van mij", based_on=newest))

    assert again.status_code == 302
    titles = [version.read().title for version in article.versions.all()]
    assert titles == ["Van mij", "Van Noor", "Rust"]


def title_typed(answer) -> str:
    """Read the title out of a page; `context` may be that of an answer in another thread."""
    [field] = html.fromstring(answer.text).xpath("//*[@id='id_title']")
    return (field.get("value") or field.text).strip()


def save_at_the_same_time(article: Article, clients: list[Client], titles: list[str]) -> list:
    """Send from each client a title of its own, all at one moment; return the answers."""
    based_on = article.versions.latest("number").number

    def save(client: Client, title: str) -> object:
        return client.post(change(article), typed(article, title=title, based_on=based_on))

    return at_once(save, clients, titles)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("people", [2, 4])
def test_of_those_who_save_at_the_very_same_time_one_wins_and_all_texts_are_there(
    people: int,
) -> None:
    clients = [signed_in(f"persoon{number}") for number in range(people)]
    article = start(clients[0])
    for number in range(2, 7):
        titles = [f"Van {person}, versie {number}" for person in range(people)]

        answers = save_at_the_same_time(article, clients, titles)

        newest = article.versions.latest("number")
        assert newest.number == number
        saved = [answer.status_code == 302 for answer in answers]
        assert sum(saved) == 1
        assert newest.read().title == titles[saved.index(True)]
        refused = [answer for answer in answers if answer.status_code == 200]
        assert len(refused) == people - 1, [answer.status_code for answer in answers]
        assert all(f"bewaarde versie {number} om" in answer.text for answer in refused)
        assert {title_typed(answer) for answer in refused} | {newest.read().title} == set(titles)

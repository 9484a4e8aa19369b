"""The pages of subjects in the admin: marking, looking, merging, writing, and who may."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blog.models import Article, AskedQuestion, AskedSubject, Comment
from coaching_site.accounts.models import User
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/blog/askedsubject/"


def mark(client: Client, comment: Comment, **fields: object) -> str:
    address = reverse("admin:blog_askedsubject_mark", args=[comment.pk])
    return client.post(address, fields, follow=True).content.decode()


def press(client: Client, step: str, number: int, **fields: object) -> int:
    address = reverse(f"admin:blog_askedsubject_{step}", args=[number])
    return client.post(address, fields).status_code


def with_permissions(*names: str) -> Client:
    user = make_user()
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client = Client()
    client.force_login(user)
    return client


def make_subject(title: str = "Kringgesprekken", *comments: Comment) -> AskedSubject:
    subject = AskedSubject.objects.create(title=title)
    for comment in comments:
        subject.take(comment)
    return subject


def test_a_comment_gets_a_new_subject_and_the_next_one_joins_it(
    desk: Client, article: Article
) -> None:
    first, second, third = (make_comment(article, email=f"{n}@voorbeeld.nl") for n in range(3))
    page = mark(desk, first, title="  Kring\ngesprekken ")
    assert "Kring gesprekken" in page
    mark(desk, second, title="kring GESPREKKEN")
    subject = AskedSubject.objects.get()
    mark(desk, third, subject=subject.pk)
    assert list(subject.questions.values_list("comment", flat=True)) == [
        first.pk, second.pk, third.pk,
    ]  # fmt: skip


def test_what_is_typed_counts_above_what_was_chosen_before(desk: Client, article: Article) -> None:
    comment = make_comment(article)
    subject = make_subject("Rust", comment)
    mark(desk, comment, subject=subject.pk, title="Kring")
    assert AskedQuestion.objects.get().subject.title == "Kring"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Kies een onderwerp of typ een nieuw."),
        ({"title": "\u200b \x00"}, "Kies een onderwerp of typ een nieuw."),
        ({"title": "x" * 121}, "121"),
        ({"subject": "nietes"}, "Selecteer een geldige keuze"),
    ],
)
def test_a_mark_without_a_subject_is_refused_beside_its_field(
    desk: Client, article: Article, fields: dict[str, str], words: str
) -> None:
    make_subject()
    page = mark(desk, make_comment(article, "Wat ik wilde vragen."), **fields)
    assert words in page
    assert "Wat ik wilde vragen." in page
    assert not AskedQuestion.objects.exists()


def test_an_answered_subject_takes_no_more_questions(desk: Client, article: Article) -> None:
    answered = make_subject()
    answered.article = make_article("Kringgesprekken")
    answered.save()
    mark(desk, make_comment(article), subject=answered.pk)
    assert not AskedQuestion.objects.exists()
    mark(desk, make_comment(article), title="Kringgesprekken")
    assert AskedQuestion.objects.get().subject != answered


def test_looking_at_a_step_changes_nothing(desk: Client, article: Article) -> None:
    comment = make_comment(article)
    subject = make_subject("Rust", comment)
    for step, number, status in [
        ("mark", comment.pk, 200),
        ("unmark", comment.pk, 405),
        ("merge", subject.pk, 200),
        ("write", subject.pk, 405),
    ]:
        address = reverse(f"admin:blog_askedsubject_{step}", args=[number])
        assert desk.get(address).status_code == status
    assert AskedQuestion.objects.get().subject == subject
    assert Article.objects.count() == 1


def test_the_list_names_what_most_people_ask_first_and_finds_by_title(
    desk: Client, article: Article
) -> None:
    make_subject("Rust", make_comment(article))
    two = [make_comment(article, email=f"{n}@voorbeeld.nl") for n in range(2)]
    make_subject("Kring", *two)
    page = desk.get(LIST).content.decode()
    assert page.index("Kring") < page.index("Rust")
    assert "2 vragenstellers" in page
    found = desk.get(LIST, {"q": "rus"}).content.decode()
    assert ("Rust" in found, ">Kring<" in found) == (True, False)
    assert ">Rust<" not in desk.get(LIST, {"state": "answered"}).content.decode()
    assert desk.get(LIST, {"state": "nietes"}).status_code in {200, 302}


def test_the_list_and_a_subject_cost_the_same_whatever_stands_in_them(
    desk: Client, article: Article
) -> None:
    subject = make_subject("Rust", make_comment(article))
    page = reverse("admin:blog_askedsubject_change", args=[subject.pk])

    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            desk.get(address)
        return len(queries)

    cost(LIST)
    few = cost(LIST), cost(page)
    for number in range(15):
        make_subject(f"Onderwerp {number}", make_comment(article))
        subject.take(make_comment(make_article()))
    assert (cost(LIST), cost(page)) == few


def test_the_page_of_a_subject_shows_its_questions_as_text(desk: Client, article: Article) -> None:
    comment = make_comment(article, "<b>Hoe dan?</b>", name="Noor", wants_answers=True)
    subject = make_subject("Rust", comment)
    page = desk.get(reverse("admin:blog_askedsubject_change", args=[subject.pk])).content.decode()
    for words in ("&lt;b&gt;Hoe dan?", "Noor", article.title, "wil horen van een antwoord"):
        assert words in page
    assert "lezer@voorbeeld.nl" not in page


def test_a_press_takes_a_comment_away_and_another_merges(desk: Client, article: Article) -> None:
    first, second = make_comment(article), make_comment(article)
    subject, other = make_subject("Rust", first, second), make_subject("Kring")
    assert press(desk, "unmark", first.pk) == 302
    assert press(desk, "unmark", first.pk) == 404
    assert press(desk, "merge", subject.pk, subject=subject.pk) == 200
    assert press(desk, "merge", subject.pk, subject=other.pk) == 302
    assert list(AskedSubject.objects.all()) == [other]
    assert AskedQuestion.objects.get().comment == second


def test_a_second_press_opens_the_same_draft(desk: Client, coach: User, article: Article) -> None:
    subject = make_subject("Rust", make_comment(article))
    address = reverse("admin:blog_askedsubject_write", args=[subject.pk])
    first, second = desk.post(address), desk.post(address)
    assert first["Location"] == second["Location"]
    assert Article.objects.count() == 2
    assert "Mooi geschreven." in desk.get(first["Location"]).content.decode()


def test_a_subject_gets_another_title_and_goes_without_its_comments(
    desk: Client, article: Article
) -> None:
    subject = make_subject("Rust", make_comment(article))
    address = reverse("admin:blog_askedsubject_change", args=[subject.pk])
    desk.post(address, {"title": "Stilte", "article": "1"})
    assert AskedSubject.objects.get().title == "Stilte"
    assert "Dit veld is verplicht" in desk.post(address, {"title": ""}).content.decode()
    desk.post(reverse("admin:blog_askedsubject_delete", args=[subject.pk]), {"post": "yes"})
    assert not AskedSubject.objects.exists()
    assert Comment.objects.exists()


def test_who_may_not_moderate_changes_no_subject(article: Article) -> None:
    comment = make_comment(article)
    subject = make_subject("Rust", comment)
    page = reverse("admin:blog_askedsubject_change", args=[subject.pk])
    reader = with_permissions("view_comment")
    assert (reader.get(LIST).status_code, reader.get(page).status_code) == (200, 200)
    assert "Gaat hier niet over" not in reader.get(page).content.decode()
    steps = [("mark", comment.pk), ("unmark", comment.pk)]
    steps += [("merge", subject.pk), ("write", subject.pk)]
    for step, number in steps:
        assert press(reader, step, number) == 403
    stranger = with_permissions()
    assert (stranger.get(LIST).status_code, stranger.get(page).status_code) == (403, 403)
    moderator = with_permissions("view_comment", "change_comment")
    assert press(moderator, "write", subject.pk) == 403
    assert "Schrijf artikel" not in moderator.get(page).content.decode()
    assert Article.objects.count() == 1
    assert press(moderator, "unmark", comment.pk) == 302

"""The form in which an author writes: what each button does, and what it refuses."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from blog.models import Article, ArticleState
from coaching_site.versions.version import VersionOrigin
from tests.blog.article_form import ADD, change, errors, post, start
from tests.factories import make_article, make_author, make_series, make_topic, make_user
from tests.shown import main_heading

pytestmark = pytest.mark.django_db


def test_saving_keeps_a_draft_that_readers_do_not_see(client, coach):
    article = start(client)

    assert article.state == ArticleState.DRAFT
    assert article.newest_version.read().body.strip() == "<p>De tekst.</p>"
    assert article.newest_version.created_by == coach


def test_publishing_shows_it_at_once_under_the_chosen_names(client, coach):
    second, first = make_author("Bram"), make_author("Anna")
    topic = make_topic("Ouders")

    start(client, "_publish", bylines=[first.pk, second.pk], chosen_topics=[topic.pk])

    article = Article.objects.published().get()
    assert [byline.author.name for byline in article.bylines.all()] == ["Anna", "Bram"]
    assert [place.topic for place in article.article_topics.all()] == [topic]
    assert article.published_by == coach


def test_a_moment_in_the_future_schedules_it(client, coach):
    tomorrow = timezone.localtime() + timedelta(days=1)

    article = start(
        client, "_publish", publish_at_0=f"{tomorrow:%d-%m-%Y}", publish_at_1=f"{tomorrow:%H:%M:%S}"
    )

    assert article.state == ArticleState.SCHEDULED
    assert abs(article.publish_at - tomorrow) < timedelta(seconds=2)


def test_saving_a_live_article_changes_nothing_for_readers_until_it_is_published(client, coach):
    article = start(client, "_publish")

    post(client, change(article), body="<p>Nieuw.</p>", slug=article.slug, based_on=1)
    article.refresh_from_db()
    assert article.body.strip() == "<p>De tekst.</p>"
    assert article.has_unpublished_changes

    post(client, change(article), "_publish", body="<p>Nieuw.</p>", slug=article.slug, based_on=2)
    article.refresh_from_db()
    assert article.body.strip() == "<p>Nieuw.</p>"


def test_a_collision_shows_both_texts_and_loses_neither(client, coach):
    same = {
        "publish_at_0": "01-03-2027",
        "publish_at_1": "09:00",
        "series": make_series().pk,
        "part": 1,
    }
    same |= {"bylines": [make_author().pk, make_author().pk], "questions": "een\ntwee"}
    article = start(client, **same)
    post(client, change(article), title="Van de ander", slug=article.slug, based_on=1, **same)

    response = post(client, change(article), title="Van mij", slug=article.slug, based_on=1, **same)

    form = response.context["adminform"].form
    assert errors(response) == {"__all__": ["stale"]}
    assert form["title"].value() == "Van mij"
    [difference] = form.differences
    assert [(fragment.change, fragment.text.strip()) for fragment in difference.fragments] == [
        ("same", "Van"),
        ("removed", "de ander"),
        ("added", "mij"),
    ]
    assert article.newest_version.read().title == "Van de ander"

    again = post(
        client,
        change(article),
        title="Van mij",
        slug=article.slug,
        based_on=form["based_on"].value(),
    )
    assert again.status_code == 302
    assert [version.read().title for version in article.versions.all()] == [
        "Van mij",
        "Van de ander",
        "Loslaten",
    ]


def test_a_pasted_list_of_dots_becomes_a_list_and_undo_puts_it_back_in_one_step(client, coach):
    dots = "<p>• een;</p>\n<p>• twee.</p>"
    article = start(client, body=dots)
    assert "<ul>" in article.newest_version.read().body

    page = client.get(change(article))
    assert page.context["can_undo_tidying"]
    tidied = article.newest_version
    post(
        client,
        change(article),
        "_undo_tidying",
        body=tidied.read().body,
        slug=article.slug,
        based_on=tidied.number,
    )

    undone = article.newest_version
    assert "•" in undone.read().body
    assert "<ul>" not in undone.read().body
    post(
        client, change(article), body=undone.read().body + "<p>Meer.</p>",
        slug=article.slug, based_on=undone.number,
    )  # fmt: skip
    assert article.newest_version.origin == VersionOrigin.AS_TYPED
    assert "<ul>" not in article.newest_version.read().body


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Één crèche, twee ideeën", "een-creche-twee-ideeen"),
        ("🙂🙃", "artikel-1"),
        ("!!!", "artikel-1"),
        ("كتاب", "artikel-1"),
        ("Zoeken", "zoeken-2"),
        ("Feed", "feed-2"),
        ("Loslaten", "loslaten-2"),
        ("a" * 160, "a" * 80),
    ],
)
def test_a_title_makes_an_address_that_reaches_the_article(client, coach, title, slug):
    make_article("Bestaat al", slug="loslaten")

    article = start(client, "_publish", title=title)

    assert article.slug == slug
    assert main_heading(client.get(f"/artikelen/{slug}/")) == article.title == title


def test_two_titles_without_letters_get_two_addresses(client, coach):
    assert [start(client, title="…").slug for _time in range(3)] == [
        "artikel-1",
        "artikel-2",
        "artikel-3",
    ]


def test_two_long_titles_alike_get_two_addresses_that_fit(client, coach):
    assert [start(client, title="a" * 160).slug for _time in range(2)] == [
        "a" * 80,
        "a" * 74 + "-2",
    ]


def test_a_new_article_is_signed_by_who_starts_it(client, coach):
    author = make_author("Coach", user=coach)

    form = client.get(ADD).context["adminform"].form

    assert form.initial["bylines"] == [author.pk]


def test_a_writer_saves_but_does_not_publish(client):
    writer = make_user("schrijver")
    writer.groups.add(Group.objects.get(name="Schrijvers"))
    client.force_login(writer)

    article = start(client)
    response = post(client, change(article), "_publish", slug=article.slug, based_on=1)

    assert response.status_code == 403
    assert article.state == ArticleState.DRAFT
    assert 'name="_publish"' not in client.get(change(article)).content.decode()


def test_a_preview_is_the_real_page_of_what_was_saved_last_and_leaves_no_trace(client, coach):
    article = start(client, "_publish", title="Live titel")
    post(client, change(article), title="Concept titel", slug=article.slug, based_on=1)

    response = client.get(f"/admin/blog/article/{article.pk}/preview/")

    article.refresh_from_db()
    html = response.content.decode()
    assert "Concept titel" in html
    assert "Lezers zien deze versie niet." in html
    assert f'href="{change(article)}"' in html
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert article.title == "Live titel"
    assert "Concept titel" not in client.get(article.get_absolute_url()).content.decode()


def test_a_preview_of_what_is_live_says_so(client, coach):
    article = start(client, "_publish")

    response = client.get(f"/admin/blog/article/{article.pk}/preview/")

    assert "Dit is wat lezers ook zien." in response.content.decode()


def test_a_draft_can_be_previewed_and_stays_a_draft(client, coach):
    article = start(client, series=make_series().pk, part=1)

    response = client.get(f"/admin/blog/article/{article.pk}/preview/")

    article.refresh_from_db()
    assert response.status_code == 200
    assert article.state == ArticleState.DRAFT


def test_strangers_see_no_preview(client):
    article = make_article(publish_at=None)

    response = client.get(f"/admin/blog/article/{article.pk}/preview/", follow=True)

    assert response.redirect_chain[-1][0].startswith("/account/login/")
    assert article.title not in response.content.decode()


def test_moments_are_kept_in_the_clock_of_the_site(client, coach):
    article = start(client, "_publish", publish_at_0="01-07-2026", publish_at_1="09:00:00")

    assert article.publish_at == datetime(2026, 7, 1, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize("query", ["publish_at=x", "end_at=9999-99-99", "bylines=abc", "title=a"])
def test_the_address_of_a_new_article_fills_in_nothing(client, coach, query):
    form = client.get(f"{ADD}?{query}").context["adminform"].form

    assert (form["title"].value(), form["publish_at"].value()) == (None, None)


@pytest.mark.parametrize("typed", ["09:00", "9.00", "9"])
def test_a_time_is_typed_as_people_write_it_and_shown_without_seconds(client, coach, typed):
    article = start(client, publish_at_0="24-11-2030", publish_at_1=typed)

    html = client.get(change(article)).content.decode()

    assert 'name="publish_at_1" value="09:00"' in html


def test_a_moment_that_nobody_touched_keeps_the_seconds_that_the_form_does_not_show(client, coach):
    article = start(client, "_publish")
    stored = article.publish_at
    assert stored.second or stored.microsecond
    shown = timezone.localtime(stored)

    post(
        client,
        change(article),
        "_publish",
        title="Anders",
        based_on=article.newest_version.number,
        slug=article.slug,
        publish_at_0=f"{shown:%d-%m-%Y}",
        publish_at_1=f"{shown:%H:%M}",
    )

    article.refresh_from_db()
    assert (article.title, article.publish_at) == ("Anders", stored)

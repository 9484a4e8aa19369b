"""The form in which an author writes: what each button does, and what it refuses."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from blog.content import ArticleContent
from blog.models import Article, ArticleState, VersionOrigin
from tests.factories import make_article, make_author, make_series, make_topic, make_user

pytestmark = pytest.mark.django_db

ADD = "/admin/blog/article/add/"


def typed(**fields: object) -> dict[str, object]:
    """Return the form as an author fills it in, a new article unless `based_on` says otherwise."""
    return {
        "title": "Loslaten",
        "body": "<p>De tekst.</p>",
        "comments_open": "on",
        "based_on": 0,
    } | fields


def post(client: Client, address: str, button: str = "_save", **fields: object):
    return client.post(address, typed(**fields) | {button: "1"})


def change(article: Article) -> str:
    return f"/admin/blog/article/{article.pk}/change/"


def start(client: Client, button: str = "_save", **fields: object) -> Article:
    response = post(client, ADD, button, **fields)
    assert response.status_code == 302, response.context["adminform"].form.errors
    return Article.objects.latest("pk")


def errors(response) -> dict[str, list[str]]:
    assert response.status_code == 200
    return {
        name: [error.code for error in found.as_data()]
        for name, found in response.context["adminform"].form.errors.items()
    }


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
    [difference] = form.differences.differences
    assert [(piece.change, piece.text.strip()) for piece in difference.pieces] == [
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
    page = client.get(f"/artikelen/{slug}/")
    assert page.context["article"] == article


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


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": ""}, {"title": ["required"]}),
        ({"title": " \t "}, {"title": ["required"]}),
        ({"title": "a" * 161}, {"title": ["max_length"]}),
        ({"summary": "a" * 401}, {"summary": ["max_length"]}),
        ({"body": "<p>" + "a" * 300_001 + "</p>"}, {"body": ["too_long"]}),
        ({"slug": "zoeken"}, {"slug": ["reserved"]}),
        ({"slug": "bezet"}, {"slug": ["taken"]}),
        ({"slug": "geen geldig adres"}, {"slug": ["invalid"]}),
        ({"part": "99999999"}, {"part": ["max_value"]}),
        ({"part": "-1"}, {"part": ["min_value"]}),
        ({"part": "1e3"}, {"part": ["invalid"]}),
        ({"comments_close_after_days": str(10**30)}, {"comments_close_after_days": ["max_value"]}),
        ({"cover": "987654"}, {"cover": ["invalid_choice"]}),
        ({"cover": "abc"}, {"cover": ["invalid_choice"]}),
        ({"series": str(10**30)}, {"series": ["invalid_choice"]}),
        ({"cover": "9" * 5_000}, {"cover": ["invalid_choice"]}),
        ({"bylines": ["987654"]}, {"bylines": ["invalid_choice"]}),
        ({"bylines": ["abc"]}, {"bylines": ["invalid_pk_value"]}),
        ({"bylines": [str(10**30)]}, {"bylines": ["invalid_choice"]}),
        ({"bylines": ["²"]}, {"bylines": ["invalid_pk_value"]}),
        ({"bylines": ["9" * 5_000]}, {"bylines": ["invalid_pk_value"]}),
        ({"questions": "een\ntwee\ndrie\nvier"}, {"questions": ["too_many"]}),
        ({"publish_at_0": "32-13-2026"}, {"publish_at": ["invalid"]}),
        ({"publish_at_0": "01-01-0001", "publish_at_1": "00:00"}, {"publish_at": ["year"]}),
        ({"publish_at_0": "31-12-9999", "publish_at_1": "23:59"}, {"publish_at": ["year"]}),
        ({"end_at_0": "31-12-9999", "end_at_1": "23:59"}, {"end_at": ["year"]}),
        (
            {"publish_at_0": "01-03-2027", "publish_at_1": "09:00",
             "end_at_0": "01-02-2027", "end_at_1": "09:00"},
            {"end_at": ["order"]},
        ),
        ({"end_at_0": "01-02-2020", "end_at_1": "09:00"}, {"end_at": ["order"]}),
        ({"based_on": ""}, {"based_on": ["required"]}),
        ({"based_on": str(10**30)}, {"based_on": ["max_value"]}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("button", ["_save", "_publish"])
def test_what_cannot_be_is_refused_beside_the_field_with_everything_kept(
    client, coach, button, fields, expected
):
    make_article(slug="bezet")

    response = post(client, ADD, button, **({"summary": "Blijft staan."} | fields))

    assert errors(response) == expected
    if "summary" not in fields:
        assert response.context["adminform"].form["summary"].value() == "Blijft staan."
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    "title",
    ["🙂 emoji", "\u05e9\u05dc\u05d5\u05dd rechts", "<script>alert(1)</script>", "a\nb", "a\x0bb"],
)
def test_any_words_make_a_title_on_one_line(client, coach, title):
    article = start(client, "_publish", title=title)

    assert "\n" not in article.title
    assert "\x0b" not in article.title
    assert b"<script>alert" not in client.get(article.get_absolute_url()).content
    assert client.get("/artikelen/feed/").status_code == 200


def test_hostile_html_never_reaches_a_version_or_a_page(client, coach):
    hostile = '<p onclick="x()">Tekst<script>alert(1)</script><img src=x onerror=alert(1)></p>'

    article = start(client, "_publish", body=hostile)

    for body in (article.newest_version.read().body, article.body, article.body_html):
        assert "alert" not in body
        assert "onclick" not in body


@pytest.mark.parametrize("body", ["", "<p>&nbsp;</p>", "<p> </p><p></p>"])
def test_a_title_alone_can_be_saved_but_not_published(client, coach, body):
    assert errors(post(client, ADD, "_publish", body=body)) == {"body": ["empty"]}

    assert start(client, body=body).state == ArticleState.DRAFT


def test_a_part_of_a_series_needs_its_number(client, coach):
    series = make_series()

    assert errors(post(client, ADD, series=series.pk)) == {"part": ["required"]}
    assert start(client, series=series.pk, part=2).newest_version.read().part == 2


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


def test_the_list_says_where_each_article_stands(client, coach):
    now = timezone.now()
    make_article("Concept", publish_at=None)
    make_article("Gepland", publish_at=now + timedelta(days=1))
    make_article("Voorbij", end_at=now)
    make_article("Weg", trashed_at=now)
    make_article("Live")

    def listed(**filters: str) -> set[str]:
        page = client.get(f"/admin/blog/article/?{urlencode(filters)}")
        return {article.title for article in page.context["cl"].result_list}

    assert listed() == {"Concept", "Gepland", "Voorbij", "Live"}
    assert listed(state="draft") == {"Concept"}
    assert listed(state="scheduled") == {"Gepland"}
    assert listed(state="ended") == {"Voorbij"}
    assert listed(state="trashed") == {"Weg"}
    assert listed(state="live") == {"Live"}


def test_actions_take_offline_and_move_through_the_trash(client, coach):
    article = start(client, "_publish")

    def act(action: str, query: str = "") -> ArticleState:
        client.post(
            f"/admin/blog/article/{query}", {"action": action, "_selected_action": [article.pk]}
        )
        return Article.objects.get(pk=article.pk).state

    assert act("move_to_trash") == ArticleState.TRASHED
    assert act("take_out_of_trash", "?state=trashed") == ArticleState.LIVE
    assert act("take_offline") == ArticleState.DRAFT
    act("delete_selected")
    assert Article.objects.filter(pk=article.pk).exists()


def test_the_list_costs_the_same_queries_at_10_and_at_40_articles(
    client, coach, django_assert_num_queries
):
    author = make_author()

    def add(count: int) -> None:
        for _number in range(count):
            content = ArticleContent(
                title="T", slug=f"t-{Article.objects.count()}", authors=(author.pk,)
            )
            article = Article.start(content, by=coach)
            article.publish(article.newest_version, by=coach)

    def queries() -> int:
        with django_assert_num_queries(12) as captured:
            client.get("/admin/blog/article/")
        return len(captured)

    add(10)
    few = queries()
    add(30)
    assert queries() == few


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

"""What the form of an article refuses, keeps, and says beside the text."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.utils import timezone
from lxml import html

from blog.models import Article, ArticleState
from tests.blog.article_form import ADD, change, errors, form_of, post, start
from tests.factories import (
    make_article,
    make_author,
    make_image,
    make_series,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db


def page_of(client, address):
    return html.fromstring(client.get(address).content.decode())


def words_in(page, css_class):
    [found] = page.find_class(css_class)
    return " ".join(found.text_content().split())


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
        ({"part": "0"}, {"part": ["min_value"]}),
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
        assert form_of(response)["summary"].value() == "Blijft staan."
    assert Article.objects.count() == 1


def test_a_number_that_is_written_otherwise_is_refused_beside_the_field(client, coach):
    author = make_author()

    refused = post(client, ADD, bylines=[f"0{author.pk}"])

    assert errors(refused) == {"bylines": ["invalid_choice"]}
    assert refused.text.count(f'<option value="{author.pk}" selected') == 1


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


def test_an_address_that_cannot_be_one_is_refused_in_plain_words(client, coach):
    for address in ("Rust in de klas", "één", "a/b"):
        refused = post(client, ADD, slug=address)
        assert errors(refused) == {"slug": ["invalid"]}
        assert "Gebruik alleen letters zonder accenten, cijfers en streepjes" in refused.text


def test_a_part_of_a_series_needs_its_number(client, coach):
    series = make_series()

    assert errors(post(client, ADD, series=series.pk)) == {"part": ["required"]}
    assert start(client, series=series.pk, part=2).newest_version.read().part == 2


def test_what_has_to_be_mended_is_listed_with_the_way_to_it(client, coach):
    response = post(client, ADD, "_publish", body="", slug="zoeken", end_at_0="01-01-2020")

    page = html.fromstring(response.content.decode())
    links = [(link.text, link.get("href")) for link in page.cssselect(".article-errors a")]
    assert links == [
        ("Tekst", "#id_body"),
        ("Zichtbaar tot", "#id_end_at_0"),
        ("Webadres", "#id_slug"),
    ]
    for _label, target in links:
        assert page.get_element_by_id(target[1:]).get("name")


def test_every_field_stands_in_the_form_once(client, coach):
    form = form_of(client.get(ADD))
    page = page_of(client, ADD)

    for field in form:
        names = [field.html_name, f"{field.html_name}_0"]
        assert len([name for name in names if page.xpath(f"//*[@name='{name}']")]) == 1, names


def test_the_bar_says_where_the_article_stands_and_who_saved_it_when(client, coach):
    with time_machine.travel("2026-05-04 10:00+02:00", tick=False):
        article = start(client, "_publish")
    with time_machine.travel("2026-05-05 11:30+02:00", tick=False):
        client.force_login(make_user("Ruben", superuser=True))
        post(client, change(article), title="Beter", slug=article.slug, based_on=1)

        own = page_of(client, change(article))
    with time_machine.travel("2026-05-05 12:00+02:00", tick=False):
        client.force_login(coach)
        page = page_of(client, change(article))

    assert words_in(page, "article-state") == "Live met wijzigingen die lezers nog niet zien"
    assert words_in(page, "article-saved").startswith("Bewaard 11:30 door Ruben")
    assert "Bewaard 11:30 Nog" in words_in(own, "article-saved")
    with time_machine.travel("2026-05-06 12:00+02:00", tick=False):
        assert "Bewaard 5-5-2026 11:30" in words_in(
            page_of(client, change(article)), "article-saved"
        )


def test_a_scheduled_article_names_its_moment_and_the_time_zone(client, coach):
    tomorrow = timezone.localtime() + timedelta(days=1)
    article = start(client, "_publish", publish_at_0=f"{tomorrow:%d-%m-%Y}", publish_at_1="09:00")

    state = words_in(page_of(client, change(article)), "article-state")

    assert state.startswith("Gepland lezers zien het vanaf")
    assert "09:00" in state


@pytest.mark.parametrize("state", [None, "draft", "live", "trashed"])
def test_the_next_sensible_step_is_the_one_filled_button(client, coach, state):
    address = ADD
    if state:
        article = start(client, "_publish" if state == "live" else "_save")
        if state == "trashed":
            article.move_to_trash()
        address = change(article)

    filled = [
        button.get("name") for button in page_of(client, address).find_class("article-bar__next")
    ]

    assert filled == [None if state == "trashed" else "_publish"]


def test_a_writer_who_may_not_publish_is_offered_to_save(client):
    writer = make_user("schrijver")
    writer.groups.add(Group.objects.get(name="Schrijvers"))
    client.force_login(writer)

    page = page_of(client, change(start(client)))

    assert [button.get("name") for button in page.find_class("article-bar__next")] == ["_save"]
    assert page.xpath("//*[@name='_publish']") == []


def test_remarks_are_about_what_was_saved_last(client, coach):
    article = start(client, "_publish", summary="Waarover het gaat.")
    assert client.get(ADD).context["remarks"] == []

    def remarks():
        return {remark.field for remark in client.get(change(article)).context["remarks"]}

    assert remarks() == {"bylines", "chosen_topics"}
    filled = {"bylines": [make_author().pk], "chosen_topics": [make_topic().pk]}
    post(client, change(article), slug=article.slug, based_on=1, **filled)
    assert remarks() == {"summary"}


def test_the_form_costs_the_same_queries_however_much_there_is(
    client, coach, django_assert_num_queries, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    cover = make_image()
    chosen = {
        "bylines": [make_author().pk, make_author().pk],
        "chosen_topics": [make_topic().pk],
        "related_articles": [make_article().pk],
        "series": make_series().pk,
        "part": 1,
        "cover": cover.pk,
    }
    article = start(client, "_publish", **chosen)

    def queries() -> int:
        with django_assert_num_queries(16) as captured:
            assert client.get(change(article)).status_code == 200
        return len(captured)

    few = queries()
    for number in range(20):
        make_article(topics=(make_topic(),), authors=(make_author(),))
        make_image()
        post(
            client,
            change(article),
            body=f"<p>{number}</p>",
            slug=article.slug,
            based_on=number + 1,
            **chosen,
        )
    assert queries() == few

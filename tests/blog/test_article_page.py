"""The article page: what it tells readers and search engines, and what it costs."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from blog.models import Article
from coaching_site.models import SiteSettings
from tests.factories import (
    make_article,
    make_author,
    make_comment,
    make_series,
    make_topic,
    make_user,
)
from tests.shown import card_titles, document_of, main_heading, words_in_each, words_of

pytestmark = pytest.mark.django_db


def page(client):
    return client.get("/artikelen/midden/")


def neighbours(response) -> dict[str, str]:
    """Return the titles of the articles before and after; each stands behind a note."""
    links = document_of(response).xpath("//*[@class='neighbours']/a")
    return {link.get("rel"): link[0].tail.strip() for link in links}


def test_previous_and_next_are_the_neighbours_in_time_that_readers_may_see(client):
    now = timezone.now()
    make_article("Eerder", publish_at=now - timedelta(days=5))
    make_article("Verborgen eerder", publish_at=now - timedelta(days=4), trashed_at=now)
    make_article("Midden", slug="midden", publish_at=now - timedelta(days=3))
    make_article("Verborgen later", publish_at=now - timedelta(days=2), end_at=now)
    make_article("Later", publish_at=now - timedelta(days=1))

    assert neighbours(page(client)) == {"prev": "Eerder", "next": "Later"}


def test_articles_of_the_same_moment_are_neighbours_in_a_fixed_order(client):
    moment = timezone.now() - timedelta(days=1)
    make_article("Een", publish_at=moment)
    make_article("Twee", slug="midden", publish_at=moment)
    make_article("Drie", publish_at=moment)

    assert neighbours(page(client)) == {"prev": "Een", "next": "Drie"}


def test_chosen_relations_come_in_their_order_and_only_when_public(client):
    article = make_article(slug="midden")
    first, second = make_article("Eerst"), make_article("Dan")
    hidden = make_article("Geheim", publish_at=None)
    for position, other in enumerate([second, hidden, first]):
        article.recommendations.create(other=other, position=position)

    assert card_titles(page(client)) == ["Dan", "Eerst"]


def test_without_a_choice_the_newest_of_the_main_topic_are_related(client):
    main, other = make_topic(), make_topic()
    make_article(slug="midden", topics=(main, other))
    at_once = timezone.now()
    make_article("Zelfde thema", topics=(other, main), publish_at=at_once)
    make_article("En nog een", topics=(main,), publish_at=at_once)
    make_article("Ander thema", topics=(other,))
    make_article("Geheim", topics=(main,), publish_at=None)

    assert card_titles(page(client)) == ["En nog een", "Zelfde thema"]


def test_a_part_of_a_series_names_the_other_parts_and_the_promise(client):
    series = make_series(promised_part=3, promised_title="Slot", promised_when="in maart")
    make_article("Deel een", series=series, part=1)
    make_article("Deel twee", slug="midden", series=series, part=2)
    make_article("Geheim deel", series=series, part=3, publish_at=None)

    [parts] = document_of(page(client)).find_class("series__parts")

    assert [(part.get("value"), words_of(part)) for part in parts] == [
        ("1", "Deel een"),
        ("2", "Deel twee dit lees je nu"),
        ("3", "Slot verwacht in maart"),
    ]


def test_search_engines_and_other_sites_get_a_title_of_their_own_where_there_is_one(client):
    make_article("De titel", slug="eigen", search_title="Titel voor elders")
    make_article("De titel", slug="gewoon")

    own, usual = (client.get(f"/artikelen/{slug}/") for slug in ("eigen", "gewoon"))

    assert main_heading(own) == main_heading(usual) == "De titel"
    assert "<title>Titel voor elders · " in own.text
    assert '<meta property="og:title" content="Titel voor elders">' in own.text
    assert "<title>De titel · " in usual.text


def test_a_draft_and_what_never_existed_give_the_same_404(client):
    make_article("Zeer geheime titel", slug="geheim", publish_at=None)

    draft, nothing = client.get("/artikelen/geheim/"), client.get("/artikelen/nooit/")

    assert draft.status_code == nothing.status_code == 404
    assert draft.content == nothing.content


def test_the_page_says_who_wrote_it_and_when_to_people_and_programs(client):
    make_article(
        "De titel",
        slug="midden",
        summary="De samenvatting.",
        publish_at=timezone.make_aware(timezone.datetime(2026, 3, 1, 9)),
        authors=(make_author("Anna de Wit"), make_author("Bram Oost")),
        copyright_line="© Anna de Wit",
    )

    html = client.get("/artikelen/midden/").content.decode()

    for words in (
        "Anna de Wit",
        "Bram Oost",
        "1 maart 2026",
        "© Anna de Wit",
        '<meta property="og:title" content="De titel">',
        '<meta name="description" content="De samenvatting.">',
        '<link rel="canonical" href="http://127.0.0.1:8000/artikelen/midden/">',
    ):
        assert words in html, words


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ([], []),
        (["Anna"], ["Door Anna"]),
        (["Anna", "Bram"], ["Door Anna en Bram"]),
        (["Anna", "Bram", "Carla"], ["Door Anna, Bram en Carla"]),
        (["Anna", "Gast", "Bram", "Carla"], ["Door Anna, Gast (gastauteur), Bram en Carla"]),
        (["Anna", "Gast"], ["Door Anna en Gast (gastauteur)"]),
    ],
)
def test_writers_are_named_with_commas_and_an_and_before_the_last(client, names, shown):
    users = [None if name == "Gast" else make_user() for name in names]
    writers = [make_author(name, user=user) for name, user in zip(names, users, strict=True)]
    make_article(slug="midden", authors=tuple(writers))

    response = page(client)

    assert words_in_each(response, "article-head__writers") == shown
    links = document_of(response).xpath("//*[@class='article-head__writers']/a[@rel='author']")
    assert [(link.text, link.get("href")) for link in links] == [
        (writer.name, writer.get_absolute_url()) for writer in writers
    ]


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ([], []),
        (["Rust"], ["Rust"]),
        (["Rust", "Orde", "Ouders"], ["Rust · Orde · Ouders"]),
    ],
)
def test_topics_stand_above_the_title_with_a_dot_between_them(client, names, shown):
    make_article(slug="midden", topics=tuple(make_topic(name) for name in names))

    assert words_in_each(page(client), "article-head__topics") == shown


@pytest.mark.parametrize(("number", "shown"), [(0, []), (1, []), (2, ["Kop 1", "Kop 2"])])
def test_headings_are_listed_where_there_is_more_than_one(client, number, shown):
    headings = [{"id": f"k-{row}", "text": f"Kop {row}", "level": 2} for row in (1, 2)]
    make_article(slug="midden", contents=headings[:number])

    assert words_in_each(page(client), "contents__item") == shown


def test_who_says_something_about_themselves_is_introduced_below_the_text(client):
    silent, speaking = make_author("Stil", bio=""), make_author("Praat", bio="Ik & ik.\n\nWij.")
    make_article(slug="midden", authors=(silent, speaking))

    response = page(client)

    assert words_in_each(response, "person__name") == ["Praat"]
    assert words_in_each(response, "person__bio") == ["Ik & ik. Wij."]


@pytest.mark.parametrize(("own", "shown"), [("© Anna", "© Anna"), ("", "© De praktijk")])
def test_the_rights_are_those_of_the_site_unless_the_article_has_its_own(client, own, shown):
    SiteSettings.objects.update_or_create(pk=1, defaults={"copyright_line": "© De praktijk"})
    make_article(slug="midden", copyright_line=own)

    assert words_in_each(page(client), "article-rights") == [shown]


def test_a_title_of_any_characters_stands_whole_wherever_it_is_shown(client):
    title = """<b>Rust</b> & "orde" 'nu' 100% %(title)s {{ x }} {0} &amp;"""
    now = timezone.now()
    series = make_series(slug="serie")
    make_article("Eerder", slug="eerder", publish_at=now - timedelta(days=3))
    make_article(title, slug="midden", publish_at=now - timedelta(days=2), series=series, part=1)
    later = make_article("Later", slug="later", publish_at=now - timedelta(days=1), series=series)
    later.recommendations.create(other=Article.objects.get(slug="midden"), position=0)

    own, before, after = (
        client.get(f"/artikelen/{slug}/") for slug in ("midden", "eerder", "later")
    )
    listed = [client.get(f"/{path}") for path in ("", "artikelen/", "artikelen/serie/serie/")]

    head = document_of(own)
    mail = head.xpath("string(//a[starts-with(@href, 'mailto:')]/@href)")
    practice = head.xpath("string(//meta[@property='og:site_name']/@content)")
    assert main_heading(own) == title
    assert head.xpath("string(//title)") == f"{title} · {practice}"
    assert head.xpath("string(//meta[@property='og:title']/@content)") == title
    assert head.xpath("string(//*[@class='series__parts']//strong)") == title
    assert parse_qs(urlsplit(mail).query) == {
        "subject": [title],
        "body": ["http://127.0.0.1:8000/artikelen/midden/"],
    }
    assert neighbours(before)["next"] == neighbours(after)["prev"] == title
    assert document_of(after).xpath("//*[@class='series__parts']//a/text()") == [title]
    assert card_titles(after) == [title]
    assert [card_titles(response).count(title) for response in listed] == [1, 1, 1]
    for response in (own, before, after, *listed):
        assert "<b>Rust" not in response.content.decode()


def test_a_script_in_any_plain_field_is_shown_as_text(client):
    hostile = "<script>alert(1)</script>"
    series = make_series(hostile, promised_part=2, promised_title=hostile, promised_when=hostile)
    make_article(
        hostile,
        slug="midden",
        summary=hostile,
        copyright_line=hostile,
        search_title=hostile,
        search_description=hostile,
        discussion_questions=[hostile],
        contents=[{"id": "kop", "text": hostile, "level": 2}],
        authors=(make_author(hostile, bio=hostile),),
        topics=(make_topic(hostile),),
        series=series,
        part=1,
    )

    html = client.get("/artikelen/midden/").content.decode()

    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 9


def test_the_page_costs_the_same_queries_with_1_and_with_101_comments(
    client, django_assert_num_queries
):
    topic, series = make_topic(), make_series()
    article = make_article(
        slug="midden",
        topics=(topic,),
        authors=(make_author(), make_author()),
        series=series,
        part=1,
    )
    for part in range(2, 5):
        make_article(topics=(topic,), series=series, part=part)
    make_comment(article)

    with django_assert_num_queries(18):
        client.get("/artikelen/midden/")
    for number in range(50):
        comment = make_comment(article, f"Reactie {number}")
        make_comment(article, "Antwoord", parent=comment)
    with django_assert_num_queries(18):
        response = client.get("/artikelen/midden/")

    assert response.content.decode().count("Antwoord") >= 29

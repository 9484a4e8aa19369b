"""The article page: what it tells readers and search engines, and what it costs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_article, make_author, make_comment, make_series, make_topic

pytestmark = pytest.mark.django_db


def surroundings(client, slug="midden"):
    return client.get(f"/artikelen/{slug}/").context["surroundings"]


def test_previous_and_next_are_the_neighbours_in_time_that_readers_may_see(client):
    now = timezone.now()
    make_article("Eerder", publish_at=now - timedelta(days=5))
    make_article("Verborgen eerder", publish_at=now - timedelta(days=4), trashed_at=now)
    make_article("Midden", slug="midden", publish_at=now - timedelta(days=3))
    make_article("Verborgen later", publish_at=now - timedelta(days=2), end_at=now)
    make_article("Later", publish_at=now - timedelta(days=1))

    around = surroundings(client)

    assert (around.previous.title, around.next.title) == ("Eerder", "Later")


def test_articles_of_the_same_moment_are_neighbours_in_a_fixed_order(client):
    moment = timezone.now() - timedelta(days=1)
    make_article("Een", publish_at=moment)
    make_article("Twee", slug="midden", publish_at=moment)
    make_article("Drie", publish_at=moment)

    around = surroundings(client)

    assert (around.previous.title, around.next.title) == ("Een", "Drie")


def test_chosen_relations_come_in_their_order_and_only_when_public(client):
    article = make_article(slug="midden")
    first, second = make_article("Eerst"), make_article("Dan")
    hidden = make_article("Geheim", publish_at=None)
    for position, other in enumerate([second, hidden, first]):
        article.recommendations.create(other=other, position=position)

    assert [other.title for other in surroundings(client).related] == ["Dan", "Eerst"]


def test_without_a_choice_the_newest_of_the_main_topic_are_related(client):
    main, other = make_topic(), make_topic()
    make_article(slug="midden", topics=(main, other))
    make_article("Zelfde thema", topics=(other, main))
    make_article("Ander thema", topics=(other,))
    make_article("Geheim", topics=(main,), publish_at=None)

    assert [other.title for other in surroundings(client).related] == ["Zelfde thema"]


def test_a_part_of_a_series_names_the_other_parts_and_the_promise(client):
    series = make_series(promised_part=3, promised_title="Slot", promised_when="in maart")
    make_article("Deel een", series=series, part=1)
    make_article("Deel twee", slug="midden", series=series, part=2)
    make_article("Geheim deel", series=series, part=3, publish_at=None)

    response = client.get("/artikelen/midden/")

    assert [part.title for part in response.context["surroundings"].parts] == [
        "Deel een",
        "Deel twee",
    ]
    assert "Slot" in response.content.decode()


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


def test_a_script_in_any_plain_field_is_shown_as_text(client):
    hostile = "<script>alert(1)</script>"
    series = make_series(hostile, promised_part=2, promised_title=hostile, promised_when=hostile)
    make_article(
        hostile,
        slug="midden",
        summary=hostile,
        copyright_line=hostile,
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


def test_the_page_costs_the_same_queries_with_0_and_with_100_comments(
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

    with django_assert_num_queries(5):
        client.get("/artikelen/midden/")
    for number in range(50):
        comment = make_comment(article, f"Reactie {number}")
        make_comment(article, "Antwoord", parent=comment)
    with django_assert_num_queries(5):
        response = client.get("/artikelen/midden/")

    assert response.content.decode().count("Antwoord") >= 50

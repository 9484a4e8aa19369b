"""Lists of articles: what is in them, in which order, and what they cost."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from blog.models import Article, ArticleTopic, Byline, Comment, CommentState, ConversationSettings
from tests.factories import (
    make_article,
    make_author,
    make_comment,
    make_image,
    make_series,
    make_topic,
)
from tests.shown import card_titles, document_of, words_in_each, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return make_topic("Ouders", slug="ouders")


@pytest.fixture
def author():
    return make_author("Anna de Wit", slug="anna-de-wit")


def days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def make_many_articles(number: int, author, topic, **fields) -> None:
    """Make live articles of one month, each with a comment, in a handful of statements."""
    first = Article.objects.count()
    articles = Article.objects.bulk_create(
        Article(
            title=f"Artikel {row}",
            slug=f"van-veel-{row}",
            body_text="Een woord.",
            publish_at=datetime(2026, 1, 2, tzinfo=UTC) + timedelta(minutes=row),
            **fields,
        )
        for row in range(first, first + number)
    )
    Byline.objects.bulk_create(Byline(article=a, author=author, position=0) for a in articles)
    ArticleTopic.objects.bulk_create(
        ArticleTopic(article=a, topic=topic, position=0) for a in articles
    )
    Comment.objects.bulk_create(
        Comment(article=a, name="Lezer", state="approved") for a in articles
    )


def make_hidden_articles(**fields) -> None:
    """Make one article of every kind that no reader may see."""
    now = timezone.now()
    make_article("Geheim concept", publish_at=None, **fields)
    make_article("Geheim gepland", publish_at=now + timedelta(minutes=1), **fields)
    make_article("Geheim voorbij", end_at=now - timedelta(minutes=1), **fields)
    make_article("Geheim in de prullenbak", trashed_at=now, **fields)


def test_the_list_shows_what_is_live_newest_first(client):
    now = timezone.now()
    make_article("Ouder", publish_at=now - timedelta(days=2))
    make_article("Nieuw", publish_at=now - timedelta(days=1))
    make_hidden_articles()

    response = client.get("/artikelen/")

    assert card_titles(response) == ["Nieuw", "Ouder"]
    assert "Geheim" not in response.content.decode()


def test_a_scheduled_article_appears_in_page_list_feed_sitemap_and_search_at_its_minute(
    client, time_machine
):
    moment = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
    make_article("Voorjaarsmoe", slug="voorjaarsmoe", publish_at=moment, body_text="Voorjaarsmoe")
    addresses = [
        "/",
        "/artikelen/",
        "/artikelen/feed/",
        "/artikelen/archief/2027/3/",
        "/artikelen/zoeken/?q=voorjaarsmoe",
        "/sitemap.xml",
    ]

    time_machine.move_to(moment - timedelta(seconds=1), tick=False)
    before = {address: client.get(address).content.decode() for address in addresses}
    page_before = client.get("/artikelen/voorjaarsmoe/")
    time_machine.move_to(moment, tick=False)
    after = {address: client.get(address).content.decode() for address in addresses}

    assert page_before.status_code == 404
    assert client.get("/artikelen/voorjaarsmoe/").status_code == 200
    assert [a for a in addresses if "/artikelen/voorjaarsmoe/" in before[a]] == []
    assert [a for a in addresses if "/artikelen/voorjaarsmoe/" in after[a]] == addresses


def test_staff_see_no_drafts_in_public_lists(admin_client):
    make_article("Zichtbaar")
    make_hidden_articles()

    response = admin_client.get("/artikelen/")

    assert card_titles(response) == ["Zichtbaar"]


def test_a_topic_lists_its_articles_also_where_it_is_not_the_main_one(client, topic):
    make_article("Wel", topics=(make_topic(), topic))
    make_article("Niet", topics=(make_topic(),))
    make_hidden_articles(topics=(topic,))

    assert card_titles(client.get("/artikelen/thema/ouders/")) == ["Wel"]


def test_an_author_page_lists_what_carries_the_name(client, author):
    make_article("Samen", authors=(make_author(), author))
    make_article("Van een ander", authors=(make_author(),))
    make_hidden_articles(authors=(author,))

    assert card_titles(client.get("/artikelen/auteur/anna-de-wit/")) == ["Samen"]


def test_a_series_shows_its_parts_in_order_and_the_one_still_promised(client):
    series = make_series(
        slug="serie", promised_part=3, promised_title="Slot", promised_when="in maart"
    )
    make_article("Tweede", series=series, part=2, publish_at=timezone.now() - timedelta(days=9))
    make_article("Eerste", series=series, part=1)
    make_hidden_articles(series=series, part=3)

    response = client.get("/artikelen/serie/serie/")

    assert card_titles(response) == ["Eerste", "Tweede"]
    assert words_in_each(response, "promise") == [
        "Deel 3, nog te verschijnen Slot Verwacht in maart"
    ]


def test_a_promise_ends_when_its_part_is_published(client):
    series = make_series(slug="serie", promised_part=2, promised_title="Slot")
    make_article("Het slot", series=series, part=2)

    response = client.get("/artikelen/serie/serie/")

    assert card_titles(response) == ["Het slot"]
    assert words_in_each(response, "promise") == []


def test_a_series_without_a_part_that_readers_may_see_is_not_there(client):
    series = make_series(slug="serie", promised_part=1, promised_title="Begin")
    make_hidden_articles(series=series)
    assert client.get("/artikelen/serie/serie/").status_code == 404

    make_article("Begin", series=series, part=1)
    assert card_titles(client.get("/artikelen/serie/serie/")) == ["Begin"]


def test_the_archive_of_a_month_follows_the_clock_of_the_site(client):
    amsterdam = timezone.get_default_timezone()
    make_article("Nieuwjaar", publish_at=datetime(2026, 1, 1, 0, 5, tzinfo=amsterdam))
    make_article("Oudjaar", publish_at=datetime(2025, 12, 31, 23, 55, tzinfo=amsterdam))

    assert card_titles(client.get("/artikelen/archief/2026/1/")) == ["Nieuwjaar"]
    assert card_titles(client.get("/artikelen/archief/2025/12/")) == ["Oudjaar"]


def test_a_list_follows_its_moments_without_anything_being_done(client, topic, time_machine):
    now = datetime(2026, 3, 10, 12, tzinfo=UTC)
    make_article("Blijft", publish_at=now - timedelta(days=40), topics=(topic,))
    end = now + timedelta(hours=1)
    make_article("Komt en gaat", publish_at=now, end_at=end, topics=(topic,))
    seen = []
    for moment in (now - timedelta(seconds=1), now, end):
        time_machine.move_to(moment, tick=False)
        lists = [client.get(address) for address in ("/artikelen/", topic.get_absolute_url())]
        seen.append([card_titles(page) for page in lists])

    without, both = ["Blijft"], ["Komt en gaat", "Blijft"]
    assert seen == [[without, without], [both, both], [without, without]]


def test_of_what_appeared_at_one_moment_the_later_written_comes_first(client, topic, author):
    moment = timezone.now() - timedelta(days=1)
    for title in ("Een", "Twee", "Drie"):
        make_article(title, publish_at=moment, topics=(topic,), authors=(author,))
    for address in ("/artikelen/", topic.get_absolute_url(), author.get_absolute_url()):
        assert card_titles(client.get(address)) == ["Drie", "Twee", "Een"]


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/New_York", "Pacific/Kiritimati"])
def test_months_are_those_of_the_clock_in_the_hall(zone, settings):
    settings.TIME_ZONE, clock = zone, ZoneInfo(zone)
    for day in (datetime(2026, 1, 31, 23, 59, tzinfo=clock), datetime(2026, 2, 1, tzinfo=clock)):
        make_article(publish_at=day)
        make_article(publish_at=day, end_at=timezone.now() + timedelta(days=1))
        make_article(publish_at=day, end_at=day + timedelta(hours=1))

    months = Article.objects.published().months()

    assert [(row["month"], row["count"]) for row in months] == [
        (datetime(2026, 2, 1, tzinfo=clock), 2),
        (datetime(2026, 1, 1, tzinfo=clock), 2),
    ]


def test_what_is_featured_heads_home_and_the_list_of_all_but_no_other(client, topic):
    make_article("Oud en belangrijk", publish_at=days_ago(9), featured=True, topics=(topic,))
    make_article("Nieuw", publish_at=days_ago(1), topics=(topic,))
    make_article("Morgen", publish_at=days_ago(-1), featured=True, topics=(topic,))

    for address in ("/", "/artikelen/"):
        assert card_titles(client.get(address)) == ["Oud en belangrijk", "Nieuw"]
    assert card_titles(client.get(topic.get_absolute_url())) == ["Nieuw", "Oud en belangrijk"]


@pytest.mark.parametrize("month", ["2025/11", "2026/13", "2026/0", "0/1", "9999/12", f"{10**30}/1"])
def test_a_month_without_articles_is_not_there(client, month):
    assert client.get(f"/artikelen/archief/{month}/").status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "abc", "", "2", str(10**30), "1.5", "%00", "²"])
@pytest.mark.parametrize(
    "address", ["/artikelen/", "/artikelen/thema/ouders/", "/artikelen/zoeken/"]
)
def test_a_page_that_is_not_there_is_not_found(client, topic, address, page):
    make_article(topics=(topic,))

    assert client.get(f"{address}?page={page}").status_code in {400, 404}


def test_an_empty_site_still_has_its_lists(client, topic, author):
    for address in (
        "/",
        "/artikelen/",
        "/artikelen/thema/ouders/",
        "/artikelen/auteur/anna-de-wit/",
        "/artikelen/zoeken/",
        "/artikelen/feed/",
        "/sitemap.xml",
    ):
        assert client.get(address).status_code == 200, address


def test_the_first_card_is_large_and_only_images_below_the_first_row_are_lazy(
    client, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    cover = make_image()
    for number in range(13):
        moment = timezone.now() - timedelta(days=number + 1)
        make_article(f"Nummer {number:02}", publish_at=moment, cover=cover)

    def shown(address: str) -> list[tuple[bool, str | None]]:
        cards = document_of(client.get(address)).find_class("card")
        return [
            ("card--large" in card.classes, card.find(".//img").get("loading")) for card in cards
        ]

    small = [(False, None), (False, None)]
    assert shown("/artikelen/") == [(True, None), *small, *[(False, "lazy")] * 9]
    assert shown("/artikelen/?page=2") == [(False, None)]


@pytest.mark.parametrize("address", ["/artikelen/", "/artikelen/archief/2026/1/"])
def test_the_list_and_each_month_lead_to_every_month(client, address):
    for day in ("2026-01-02", "2026-01-31", "2025-12-31"):
        make_article(publish_at=datetime.fromisoformat(f"{day}T12:00:00Z"))
    make_hidden_articles()

    months = document_of(client.get(address)).xpath("//nav[@aria-labelledby='archive']//li")

    assert [(words_of(month), month[0].get("href")) for month in months] == [
        ("januari 2026 2", "/artikelen/archief/2026/1/"),
        ("december 2025 1", "/artikelen/archief/2025/12/"),
    ]


def test_the_second_page_goes_on_where_the_first_ended(client):
    for number in range(13):
        make_article(f"Nummer {number:02}", publish_at=timezone.now() - timedelta(days=number + 1))

    assert card_titles(client.get("/artikelen/?page=2")) == ["Nummer 12"]


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/", 7),
        ("/artikelen/", 9),
        ("/artikelen/thema/ouders/", 8),
        ("/artikelen/auteur/anna-de-wit/", 8),
        ("/artikelen/serie/serie/", 6),
        ("/artikelen/archief/2026/1/", 8),
        ("/artikelen/zoeken/?q=%22woord%22", 16),
        ("/artikelen/feed/", 5),
        ("/sitemap.xml", 9),
    ],
)
def test_a_list_costs_the_same_queries_at_10_and_at_1000_articles(
    client, django_assert_num_queries, topic, author, address, queries
):
    series = make_series(slug="serie")
    make_many_articles(10, author, topic, series=series)
    Client().get(address)  # the first search of a source begins to count its searches
    with django_assert_num_queries(queries):
        Client().get(address)
    make_many_articles(990, author, topic, series=None)
    with django_assert_num_queries(queries):
        Client().get(address)


def notes_of_cards(client, address: str) -> list[str]:
    return words_in_each(client.get(address), "note")


def test_a_card_says_how_many_comments_readers_see_and_nothing_of_none(client, topic, author):
    other = make_topic()
    article = make_article("Rust", topics=(topic, other), authors=(author,), reading_minutes=4)
    first = make_comment(article)
    make_comment(article, parent=first)
    for state in set(CommentState) - {CommentState.APPROVED}:
        make_comment(article, state=state)
    for address in ("/", "/artikelen/", topic.get_absolute_url(), author.get_absolute_url()):
        assert "Anna de Wit · 4 minuten · 2 reacties" in notes_of_cards(client, address)
    Comment.objects.filter(parent=first).update(state="removed")
    assert "Anna de Wit · 4 minuten · 1 reactie" in notes_of_cards(client, "/artikelen/")
    Comment.objects.update(state="removed")
    assert "Anna de Wit · 4 minuten" in notes_of_cards(client, "/artikelen/")


@pytest.mark.parametrize(
    ("site", "on_article", "counted"),
    [("on", "", True), ("read_only", "", True), ("off", "", False), ("on", "off", False),
     ("off", "on", True)],
)  # fmt: skip
def test_a_card_counts_no_comments_where_they_are_off(client, site, on_article, counted):
    make_comment(make_article(conversation=on_article))
    ConversationSettings.objects.update(conversation=site)
    assert ("1 reactie" in client.get("/artikelen/").content.decode()) == counted
    ConversationSettings.objects.all().delete()
    is_on = on_article != "off"
    assert ("1 reactie" in client.get("/artikelen/").content.decode()) == is_on

"""The demo's texts are whole: long enough, in allowed tags, and every name in them exists."""

import re
import tomllib
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from contact.models.inquiries.choices import InquiryState, Outcome, PreferredContact, Role

CONTENT = Path(__file__).resolve().parents[2] / "demo" / "content"
LAYOUT_TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "a"}
TABLE_TAGS = {"table", "thead", "tbody", "tr", "th", "td"}
STATES = {"approved", "pending", "spam", "refused"}


class TagCollector(HTMLParser):
    """Collect tags, addresses and words, and notice what is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.open.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, text: str) -> None:
        self.words += text.split()


def read_html(path: Path) -> tuple[dict[str, Any], TagCollector]:
    _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    return tomllib.loads(front), TagCollector(body)


def read_folder(name: str) -> dict[str, tuple[dict[str, Any], TagCollector]]:
    return {path.stem: read_html(path) for path in sorted((CONTENT / name).glob("*.html"))}


def read_list(name: str) -> list[dict[str, Any]]:
    return list(tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))[name])


ARTICLES = read_folder("articles")
PAGES = read_folder("pages")
OFFERS = read_folder("offers")
TOPICS = {topic["slug"] for topic in read_list("topics")}
SERIES = {series["slug"]: series for series in read_list("series")}
PEOPLE = tomllib.loads((CONTENT / "people.toml").read_text(encoding="utf-8"))
AUTHORS = {author["slug"]: author for author in PEOPLE["authors"]}
COMMENTS = read_list("comments")
INQUIRIES = read_list("inquiries")
LIVE = {slug for slug, (front, _) in ARTICLES.items() if front.get("days_ago", -1) >= 0}
TEXTS = {
    f"{kind}/{slug}": text
    for kind, texts in (
        ("articles", ARTICLES),
        ("pages", PAGES),
        ("offers", OFFERS),
    )
    for slug, (_, text) in texts.items()
}


def comments_with_replies() -> list[tuple[str, dict[str, Any]]]:
    return [
        (comment["article"], each)
        for comment in COMMENTS
        for each in (comment, *comment.get("replies", []))
    ]


def test_there_are_twelve_live_articles_a_scheduled_one_and_a_draft() -> None:
    scheduled = [slug for slug, (front, _) in ARTICLES.items() if front.get("days_ago", 0) < 0]
    drafts = [slug for slug, (front, _) in ARTICLES.items() if front.get("draft")]
    assert (len(LIVE), len(scheduled), len(drafts)) == (12, 1, 1)


def test_the_articles_are_spread_over_at_most_twenty_months_up_to_two_days_ago() -> None:
    days = sorted(ARTICLES[slug][0]["days_ago"] for slug in LIVE)
    assert days[0] == 2
    assert 365 < days[-1] <= 610
    assert len(set(days)) == len(days)


@pytest.mark.parametrize("slug", ARTICLES)
def test_an_article_has_500_to_1200_words(slug: str) -> None:
    assert 500 <= len(ARTICLES[slug][1].words) <= 1200


@pytest.mark.parametrize("slug", OFFERS)
def test_an_offer_has_200_to_350_words(slug: str) -> None:
    assert 200 <= len(OFFERS[slug][1].words) <= 350


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_holds_only_allowed_tags_all_closed(name: str) -> None:
    text = TEXTS[name]
    assert text.tags <= LAYOUT_TAGS | TABLE_TAGS
    assert text.attributes <= {"href"}
    assert text.open == []


@pytest.mark.parametrize("name", TEXTS)
def test_every_link_leads_to_a_page_that_readers_can_see(name: str) -> None:
    known = {f"/artikelen/{slug}/" for slug in LIVE} | {f"/{slug}/" for slug in PAGES}
    assert set(TEXTS[name].addresses) <= known | {"/contact/"}


@pytest.mark.parametrize("slug", ARTICLES)
def test_the_names_in_an_article_exist(slug: str) -> None:
    front, _ = ARTICLES[slug]
    assert front["authors"]
    assert set(front["authors"]) <= set(AUTHORS)
    assert front["topics"]
    assert set(front["topics"]) <= TOPICS
    assert front.get("series") in {None, *SERIES}


@pytest.mark.parametrize("slug", ARTICLES)
def test_the_fields_of_an_article_fit_their_columns(slug: str) -> None:
    front, _ = ARTICLES[slug]
    assert len(front["title"]) <= 160
    assert 0 < len(front["summary"]) <= 400
    assert 0 < len(front["search_description"]) <= 155
    assert len(front["discussion_questions"]) == 3


def test_several_articles_have_two_writers_and_several_are_by_a_guest() -> None:
    guests = {slug for slug, author in AUTHORS.items() if "account" not in author}
    bylines = [ARTICLES[slug][0]["authors"] for slug in LIVE]
    assert len(guests) == 1
    assert sum(len(byline) == 2 for byline in bylines) >= 2
    assert sum(bool(guests & set(byline)) for byline in bylines) >= 2


def test_a_series_has_two_parts_and_promises_the_third() -> None:
    for slug, series in SERIES.items():
        parts = sorted(
            front["part"] for front, _ in ARTICLES.values() if front.get("series") == slug
        )
        assert parts == [1, 2]
        assert series["promised_part"] == 3
        assert series["promised_title"]
        assert series["promised_when"]


def test_offers_are_advertised_by_articles_that_exist() -> None:
    named = [slug for front, _ in OFFERS.values() for slug in front["articles"]]
    assert set(named) <= set(ARTICLES)
    assert [front["is_default"] for front, _ in OFFERS.values()].count(True) == 1


@pytest.mark.parametrize(("article", "comment"), comments_with_replies())
def test_a_comment_is_younger_than_its_article(article: str, comment: dict[str, Any]) -> None:
    assert article in LIVE
    age = timedelta(days=ARTICLES[article][0]["days_ago"] - 1)
    assert timedelta(minutes=comment["after_minutes"]) <= age


@pytest.mark.parametrize(("article", "comment"), comments_with_replies())
def test_a_comment_has_a_state_and_one_writer(article: str, comment: dict[str, Any]) -> None:
    assert comment["state"] in STATES
    assert comment["text"].strip()
    if "by" in comment:
        assert comment["by"] in ARTICLES[article][0]["authors"]
        assert "email" not in comment
    else:
        assert comment["name"]
        assert comment["email"].endswith("@voorbeeld.nl")


def test_comments_come_in_every_state_and_replies_follow_what_they_answer() -> None:
    assert {comment["state"] for comment in COMMENTS} == STATES
    for comment in COMMENTS:
        times = [
            comment["after_minutes"],
            *(r["after_minutes"] for r in comment.get("replies", [])),
        ]
        assert times == sorted(times)


@pytest.mark.parametrize("inquiry", INQUIRIES, ids=lambda inquiry: inquiry["email"])
def test_an_inquiry_uses_the_words_of_the_contact_app(inquiry: dict[str, Any]) -> None:
    assert inquiry["role"] in Role.values
    assert inquiry["preferred_contact"] in PreferredContact.values
    assert inquiry["state"] in InquiryState.values
    assert (inquiry["state"] == InquiryState.CLOSED) == (inquiry.get("outcome") in Outcome.values)
    assert inquiry["email"].endswith("@voorbeeld.nl")
    assert inquiry.get("offer") in {None, *OFFERS}
    assert inquiry.get("article") in {None, *LIVE}


def test_there_are_inquiries_in_each_state() -> None:
    assert {inquiry["state"] for inquiry in INQUIRIES} == set(InquiryState.values)


def test_nowhere_is_filler_text_or_a_straight_quotation_mark() -> None:
    for path in CONTENT.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        body = re.sub(r"<[^>]+>", " ", text.split("+++\n", 2)[2])
        assert "lorem" not in text.lower(), path.name
        assert '"' not in body, path.name
        assert "'" not in body, path.name

"""What is not public appears nowhere: the whole site stays the same, byte for byte, beside it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from blog.models import Article, Author, Image, PreviewLink, Series, Topic
from blog.models.article_content import ArticleContent
from tests.factories import (
    make_author,
    make_comment,
    make_image,
    make_offer,
    make_series,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db

NOW = "2026-11-16T09:00:00+01:00"
# In every hidden title, summary, text, question and copyright line; in no public one.
SECRET = "vlinderstruik"
# What changes at each look, by design: the protection of forms.
TOKENS = re.compile(rb'(name="(?:csrfmiddlewaretoken|opened|submission)" value=")[^"]*')
VISITED = {
    "home": ["/"],
    "article_list": ["/artikelen/", "/artikelen/?page=2"],
    "article_search": [
        "/artikelen/zoeken/",
        f"/artikelen/zoeken/?q={SECRET}",
        "/artikelen/zoeken/?q=vlinder",
        "/artikelen/zoeken/?q=loslaten",
        "/artikelen/zoeken/?q=verborgen-draft",
    ],
    "article_feed": ["/artikelen/feed/"],
    "topic_detail": ["/artikelen/thema/ouders/", "/artikelen/thema/stil/"],
    "topic_feed": ["/artikelen/thema/ouders/feed/", "/artikelen/thema/stil/feed/"],
    "series_detail": ["/artikelen/serie/reeks/"],
    "author_detail": ["/artikelen/auteur/anna/", "/artikelen/auteur/stille-schrijver/"],
    "author_feed": ["/artikelen/auteur/anna/feed/", "/artikelen/auteur/stille-schrijver/feed/"],
    "article_archive": [
        "/artikelen/archief/2026/10/",
        "/artikelen/archief/2026/11/",
        "/artikelen/archief/2026/12/",
        "/artikelen/archief/2027/1/",
    ],
    "article_detail": [f"/artikelen/live-{number}/" for number in range(1, 5)],
    "comment_create": [f"/artikelen/live-{number}/reageren/" for number in range(1, 5)],
    "conversation_detail": [f"/artikelen/live-{number}/reacties/" for number in range(1, 5)],
    "conversation_newest": [
        f"/artikelen/live-{number}/reacties/nieuwste/" for number in range(1, 5)
    ],
    "conversation_feed": [f"/artikelen/live-{number}/reacties/feed/" for number in range(1, 5)],
    "comment_detail": [f"/reactie/{number}/" for number in range(1, 30)],
    "comment_report": [f"/reactie/{number}/melden/" for number in range(1, 30)],
    "comment_confirm": ["/reactie/bevestigen/1.verzonnen/"],
    "comment_decide": ["/reactie/beslissen/1.verzonnen/"],
    "comment_stop_answers": ["/reactie/geen-mail/1.verzonnen/"],
    "comment_stop_news": ["/reactie/geen-bericht/1.verzonnen/"],
    "comment_own": ["/reactie/van-jou/1.verzonnen/"],
    "shared_preview": ["/voorbeeld/1.verzonnen/"],
    "offer_list": ["/aanbod/"],
    "offer_detail": ["/aanbod/traject/"],
    "inquiry_create": ["/contact/", "/contact/?aanbod=traject&artikel=verborgen-draft"],
    "inquiry_from_comment": [],  # it answers a POST alone, with what that brought
    "inquiry_thanks": ["/contact/bedankt/"],
    "inquiry_new_link": ["/contact/jouw-vraag/"],
    "example_own": ["/contact/voorbeeld/1.verzonnen/"],
    "inquiry_own": ["/contact/jouw-vraag/1.verzonnen/"],
    "inquiry_own_data": ["/contact/jouw-vraag/1.verzonnen/gegevens/"],
    "inquiry_own_json": ["/contact/jouw-vraag/1.verzonnen/gegevens.json"],
    "sitemap": ["/sitemap.xml"],
    "sitemap_part": ["/sitemap-artikelen-1.xml", "/sitemap-themas-1.xml"],
    "robots": ["/robots.txt"],
    "security_txt": ["/.well-known/security.txt"],
    "alive": ["/healthz"],
    "ready": [],  # it tells what the worker is late with, by the clock of the database
    "page_detail": ["/privacy/", "/verborgen-draft/"],
    "media_file": ["/media/images/geraden.webp"],
}
NOT_PUBLIC = ("admin/", "account/")


class Place:
    """The public things that hidden articles hang on, so that each could show up somewhere."""

    def __init__(self) -> None:
        self.author: Author = make_author("Anna", slug="anna")
        self.quiet_author: Author = make_author("Stil", slug="stille-schrijver")
        self.topic: Topic = make_topic("Ouders", slug="ouders")
        self.quiet_topic: Topic = make_topic("Stilte", slug="stil")
        self.series: Series = make_series("Reeks", slug="reeks")
        self.image: Image = make_image(alternative_text=f"Een {SECRET}")
        self.articles = [self.live(number) for number in range(1, 5)]

    def live(self, number: int) -> Article:
        """Publish an article a month ago, in the series and on the topic of the hidden ones."""
        moment = timezone.now() - timedelta(days=31, hours=-number)
        article = publish(
            title=f"Loslaten {number}",
            slug=f"live-{number}",
            body="<p>Wat iedereen mag lezen.</p>",
            authors=(self.author.pk,),
            topics=(self.topic.pk,),
            series=self.series.pk,
            part=number,
            publish_at=moment,
        )
        make_comment(article)
        return article

    def hidden(self, kind: str, **fields: Any) -> ArticleContent:
        """Return a content full of what nobody may see."""
        image = self.image
        secret = {
            "title": f"{SECRET} {kind}",
            "slug": f"verborgen-{kind}",
            "summary": f"Over een {SECRET}.",
            "body": f'<h2>{SECRET}</h2><figure><img data-image="{image.pk}" alt="x"></figure>',
            "cover": image.pk,
            "social_image": image.pk,
            "authors": (self.author.pk, self.quiet_author.pk),
            "topics": (self.topic.pk, self.quiet_topic.pk),
            "series": self.series.pk,
            "part": 9,
            "related": (self.articles[0].pk,),
            "discussion_questions": (f"Wat is een {SECRET}?",),
            "copyright_line": f"© {SECRET}",
            "search_title": SECRET,
            "search_description": SECRET,
            "featured": True,
        }
        plain = {"publish_at", "end_at", "conversation", "comments_close_after_days", "holds"}
        assert set(ArticleContent.names()) == secret.keys() | plain
        return ArticleContent(**(secret | fields))

    def hide_everything(self) -> list[str]:
        """Make one of each that is hidden; return the addresses that would show them."""
        now = timezone.now()
        tomorrow, past = now + timedelta(days=20), now - timedelta(days=15)
        drafts = Article.start(self.hidden("draft"), by=None)
        publish(self.hidden("scheduled", publish_at=tomorrow))
        publish(self.hidden("ended", publish_at=past, end_at=now))
        publish(self.hidden("trashed", publish_at=past)).move_to_trash()
        Article.start(self.hidden("trashed-draft"), by=None).move_to_trash()
        publish(self.hidden("offline", publish_at=past)).unpublish()
        moved = publish(self.hidden("before", publish_at=past))
        save(moved, self.hidden("moved", publish_at=past), live=True)
        moved.unpublish()
        PreviewLink.make(drafts, by=make_user())
        self.change_live_ones()
        kinds = ["draft", "scheduled", "ended", "trashed", "trashed-draft", "offline"]
        return [f"/artikelen/verborgen-{kind}/" for kind in [*kinds, "before", "moved", "changed"]]

    def change_live_ones(self) -> None:
        """Leave changes to live articles that readers do not see yet."""
        first, second, third, fourth = self.articles
        save(first, self.hidden("changed", slug="live-1"))
        save(second, self.hidden("changed"))
        change = save(third, self.hidden("waiting", slug="live-3", publish_at=None))
        third.schedule_change(change, timezone.now() + timedelta(days=1), by=None)
        hidden = Article.objects.get(slug="verborgen-draft")
        fourth.recommendations.create(other=hidden, position=0)


def publish(content: ArticleContent | None = None, **fields: Any) -> Article:
    article = Article.start(content or ArticleContent(**fields), by=None)
    article.publish(article.newest_version, by=None)
    return article


def save(article: Article, content: ArticleContent, *, live: bool = False):
    newest = article.newest_version
    version = article.save_version(content, by=None, based_on=newest.number)
    if live:
        article.publish(version, by=None)
    return version


def site() -> dict[str, tuple[int, bytes, list[tuple[str, str]]]]:
    """Return what a stranger gets at every address."""
    stranger = Client()
    answers = {path: stranger.get(path) for paths in VISITED.values() for path in paths}
    return {path: seen(answer) for path, answer in answers.items()}


def seen(answer: HttpResponse) -> tuple[int, bytes, list[tuple[str, str]]]:
    content = b"".join(answer) if answer.streaming else answer.content
    return answer.status_code, TOKENS.sub(rb"\1", content), sorted(answer.headers.items())


@pytest.fixture
def place(settings, tmp_path) -> Iterator[Place]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False):
        make_offer("Traject", slug="traject", is_default=True)
        yield Place()


def route_names(patterns: list[Any], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if route.startswith(NOT_PUBLIC):
            continue
        if isinstance(pattern, URLResolver):
            yield from route_names(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name


def test_every_public_address_is_looked_at_here():
    assert set(route_names(get_resolver().url_patterns)) == set(VISITED)


def test_what_is_hidden_changes_not_one_byte_of_the_site(place):
    before = site()
    statuses = {path: status for path, (status, _content, _headers) in before.items()}
    assert statuses["/artikelen/live-1/"] == statuses["/artikelen/feed/"] == 200

    place.hide_everything()
    after = site()

    assert [path for path in before if after[path] != before[path]] == []


def test_what_is_hidden_would_have_been_found_here(place):
    before = site()
    draft = Article.start(place.hidden("draft", publish_at=timezone.now()), by=None)
    draft.publish(draft.newest_version, by=None)
    after = site()

    changed = {name for name, paths in VISITED.items() if any(after[p] != before[p] for p in paths)}
    assert changed >= {
        "home",
        "article_list",
        "article_search",
        "article_feed",
        "topic_detail",
        "topic_feed",
        "series_detail",
        "author_detail",
        "author_feed",
        "article_archive",
        "article_detail",
        "sitemap",
    }


def test_no_hidden_word_or_image_stands_anywhere(place):
    place.hide_everything()
    image = place.image.file.name.rpartition("/")[2].partition(".")[0]
    assert len(image) > 10

    for path, (_status, content, headers) in site().items():
        if SECRET in path:
            continue  # it repeats what was asked for; that it finds nothing is shown above
        text = (content.decode() + str(headers)).lower()
        assert [word for word in (SECRET, image.lower()) if word in text] == [], path


@pytest.mark.parametrize("tail", ["", "reageren/"])
def test_a_hidden_address_answers_like_one_that_never_was(place, tail):
    hidden = place.hide_everything()
    never = seen(Client().get(f"/artikelen/nooit-geweest/{tail}"))
    assert never[0] == 404

    answers = {path: seen(Client().get(f"{path}{tail}")) for path in hidden}

    assert answers == dict.fromkeys(hidden, never)


def test_a_comment_on_what_is_hidden_is_answered_like_one_on_what_never_was(place):
    hidden = place.hide_everything()
    never = seen(Client().post("/artikelen/nooit-geweest/reageren/", {"text": "x"}))
    assert never[0] == 404

    answers = {path: seen(Client().post(f"{path}reageren/", {"text": "x"})) for path in hidden}

    assert answers == dict.fromkeys(hidden, never)


def test_staff_get_the_site_of_everybody(place):
    place.hide_everything()
    staff = Client()
    staff.force_login(make_user(superuser=True))

    for path in ("/", "/artikelen/", "/artikelen/feed/", "/sitemap.xml", "/artikelen/live-1/"):
        assert staff.get(path).content == Client().get(path).content
    assert staff.get("/artikelen/verborgen-draft/").status_code == 404

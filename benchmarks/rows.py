"""The rows of an invented site of a given size; each can be made alone, by any process."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from random import Random
from typing import Any

from benchmarks.words import sentences
from blog.models.article_content import ArticleContent
from coaching_site.rich_text.rendering.renderer import RENDERER_VERSION, Heading

YEARS = timedelta(days=5 * 365)
TOPICS, AUTHORS, IMAGES, OFFERS = 12, 40, 24, 3
PARTS_OF_SERIES = 3  # of every hundred articles, the first three
PARTS, PARAGRAPHS, SENTENCES = 5, 3, 5  # about 890 words
# Articles with exactly so many approved comments, and no others.
SLUGS_BY_COMMENTS = {5: "vijf-reacties", 100: "honderd-reacties"}
COMMON_WORD, RARE_WORD, RARE_ARTICLES = "leerling", "wipneusje", 12
# Of comments and of inquiries, so many come from somebody whose name holds the rare word.
RARE_NAMES = 120
STATES = ("approved",) * 90 + ("pending",) * 2 + ("refused",) * 3 + ("spam",) * 5
ROLES = ("teacher", "supervisor", "school_leader", "parent", "other")
COPIED = ("title", "slug", "summary", "body", "series_id", "part", "publish_at", "end_at")

type Row = dict[str, Any]


class Site:
    """What is on a site with so many articles, comments and inquiries at a moment."""

    def __init__(self, articles: int, comments: int, inquiries: int, now: datetime) -> None:
        self.articles, self.inquiries, self.now = articles, inquiries, now
        self.all_comments = comments
        self.sentences = sentences(Random(1))
        middle = articles // 2
        self.slugs = dict(enumerate(SLUGS_BY_COMMENTS.values(), middle))
        self.sizes = dict(enumerate(SLUGS_BY_COMMENTS, middle))

    def content(self, number: int) -> ArticleContent:
        """Return what the author of an article wrote; a higher number appeared later."""
        random = Random(number)
        part = number % 100 if 0 < number % 100 <= PARTS_OF_SERIES else None
        publish_at, end_at = self._moments(number, random)
        return ArticleContent(
            title=f"{random.choice(self.sentences)[:60].strip(' .')} {number}",
            slug=self.slugs.get(number, f"artikel-{number}"),
            summary=" ".join([random.choice(self.sentences), self._rare_word(number)]),
            body=self._body(number, random),
            cover=random.randint(1, IMAGES),
            authors=_some(random, AUTHORS, 1 + number % 2),
            topics=_some(random, TOPICS, 1 + number % 3),
            series=number // 100 + 1 if part else None,
            part=part,
            publish_at=publish_at,
            end_at=end_at,
        )

    def article(self, number: int, content: ArticleContent) -> Row:
        """Return the row as publication leaves it; of a draft there is little."""
        values = asdict(content) | {"series_id": content.series}
        row = {name: values[name] for name in COPIED} | {
            "id": number,
            "created_at": content.publish_at or self.now,
        }
        if content.publish_at is None:
            return row | {"body": "", "summary": ""}
        headings = [Heading(f"kop-{part}", f"Kop {part}", 2) for part in range(PARTS)]
        return row | {
            "cover_id": content.cover,
            "trashed_at": self.now if number % 200 == 44 else None,  # noqa: PLR2004 (5 of 1,000)
            "body_html": _with_ids(content.body, headings),
            "body_text": _words_of(content.body),
            "contents": json.dumps([asdict(heading) for heading in headings]),
            "reading_minutes": 4,
            "renderer_version": RENDERER_VERSION,
            "changed_at": content.publish_at,
            "live_version_id": number,
        }

    def version(self, number: int, content: ArticleContent) -> Row:
        """Return the one version of an article, with the same number."""
        return {
            "id": number,
            "article_id": number,
            "number": 1,
            "content": json.dumps(content.to_json()),
            "created_at": content.publish_at or self.now,
            "published_at": content.publish_at,
            "image_ids": content.image_ids,
        }

    def comments(self, number: int, first: int, count: int) -> Iterator[Row]:
        """Return so many comments on an article; one in five answers the first of them."""
        random, special = Random(-number), number in self.sizes
        began = self._moments(number, Random(number))[0] or self.now
        for pk in range(first, first + count):
            answers = pk > first and random.random() < 0.2  # noqa: PLR2004
            yield {
                "id": pk,
                "article_id": number,
                "parent_id": first if answers else None,
                "name": f"Lezer {_nth_name(pk, self.all_comments)}",
                "email": f"lezer{random.randint(1, 50_000)}@voorbeeld.nl",
                "text": " ".join(random.choices(self.sentences, k=2)),
                "state": "approved" if special else random.choice(STATES),
                "created_at": min(began + timedelta(minutes=10 * (pk - first) + 1), self.now),
            }

    def inquiry(self, number: int) -> Row:
        """Return a request; the last hundredth is new, what came before is closed."""
        asked = self.now - YEARS * (1 - number / self.inquiries)
        is_new, random = number > self.inquiries * 0.99, Random(number)
        return {
            "id": number,
            "reference": f"K-{asked.year}-{number:07}",
            "submission": f"inzending-{number}",
            "name": f"Vrager {_nth_name(number, self.inquiries)}",
            "email": f"vrager{number}@voorbeeld.nl",
            "school": f"Basisschool {random.randint(1, 6_000)}",
            "role": ROLES[number % len(ROLES)],
            "offer_id": number % OFFERS + 1,
            "text": " ".join(random.choices(self.sentences, k=3)),
            "article_id": random.randint(1, self.articles) if number % 3 == 0 else None,
            "consent_text": "Mijn gegevens mogen bewaard worden.",
            "consented_at": asked,
            "state": "new" if is_new else "closed",
            "outcome": "" if is_new else "completed",
            "answer_due": (asked + timedelta(days=3)).date(),
            "created_at": asked,
            "state_changed_at": asked,
        }

    def _moments(self, number: int, random: Random) -> tuple[datetime | None, datetime | None]:
        """Return when it appears and ends: of 1,000 about 10, 5, 5 and 5 are no common case."""
        jitter = random.random()
        moment = self.now - YEARS * (1 - (number - jitter) / self.articles)
        kind = number % 200 if number not in self.slugs else 0
        if kind in {11, 111}:
            return None, None  # a draft
        if kind == 22:  # noqa: PLR2004
            return self.now + timedelta(days=1 + 30 * jitter), None  # scheduled
        if kind == 33:  # noqa: PLR2004
            return moment, moment + (self.now - moment) / 2  # over
        return moment, self.now + timedelta(days=90) if kind == 55 else None  # noqa: PLR2004

    def _body(self, number: int, random: Random) -> str:
        """Return headings and paragraphs, with the rare word in as many articles as there are."""
        chosen = iter(random.choices(self.sentences, k=PARTS * PARAGRAPHS * SENTENCES))
        parts = []
        for part in range(PARTS):
            parts.append(f"<h2>Kop {part}</h2>")
            for _paragraph in range(PARAGRAPHS):
                text = " ".join(next(chosen) for _sentence in range(SENTENCES))
                parts.append(f"<p>{text}</p>")
        return "\n".join([*parts, f"<p>Een {RARE_WORD}.</p>" if self._rare_word(number) else ""])

    def _rare_word(self, number: int) -> str:
        return RARE_WORD if number % (self.articles // RARE_ARTICLES) == 1 else ""


def _nth_name(number: int, among: int) -> str:
    """Return a name that many have, or, evenly spread, the rare one."""
    return RARE_WORD if number % (among // RARE_NAMES) == 0 else f"van {number % 50_000}"


def _some(random: Random, highest: int, count: int) -> tuple[int, ...]:
    """Return different numbers, of which low ones come more often."""
    return tuple(dict.fromkeys(1 + int(highest * random.random() ** 2) for _ in range(count)))


def _with_ids(body: str, headings: list[Heading]) -> str:
    for heading in headings:
        body = body.replace(
            f"<h2>{heading.text}</h2>", f'<h2 id="{heading.id}">{heading.text}</h2>'
        )
    return body


def _words_of(body: str) -> str:
    for element in ("<h2>", "</h2>", "<p>", "</p>"):
        body = body.replace(element, "")
    return body

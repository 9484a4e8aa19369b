"""The many rows of a site, by `bulk_create`: articles, and ten comments and requests for each.

They are spread over five years that end now. Of 200 articles two are drafts, and one each is still
to come, is over, lies in the trash, and will end. Two in the middle have exactly 5 and exactly 100
comments.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import chain
from random import Random

from django.db import connection, transaction

from blog.models import Article, ArticleTopic, ArticleVersion, Byline, Comment
from blog.models.article_content import ArticleContent
from coaching_site.outbox.models import OutgoingMail
from coaching_site.rich_text.rendering.renderer import RENDERER_VERSION, Rendering
from contact.models import Inquiry

SLUGS_BY_COMMENTS = {5: "vijf-reacties", 100: "honderd-reacties"}
RARE_WORD = "wipneusje"  # in 12 articles, and in 120 names of those who comment or ask
PER_ARTICLE, MOST_COMMENTS = 10, 100
CHUNK = 500
YEARS = timedelta(days=5 * 365)
STATES = ("approved",) * 90 + ("pending",) * 2 + ("refused",) * 3 + ("spam",) * 5
MODELS = (Article, ArticleVersion, Comment, Inquiry)  # whose rows are numbered here
# What a version holds as the article does.
SAME = ("title", "slug", "summary", "body", "part", "publish_at", "end_at", "featured")


@dataclass(frozen=True)
class Stock:
    """How many articles there are at a moment, and what they are made of."""

    articles: int
    now: datetime
    sentences: Sequence[str]
    passages: Sequence[tuple[str, Rendering]]  # an article is two of them
    images: Sequence[int]
    authors: Sequence[int]
    topics: Sequence[int]
    series: Sequence[int]

    def comments(self, number: int) -> int | None:
        """Return how many comments an article has exactly, or None for one like all others."""
        place = number - self.articles // 2
        return list(SLUGS_BY_COMMENTS)[place] if place in {0, 1} else None

    def passages_of(self, number: int) -> list[tuple[str, Rendering]]:
        return Random(number).choices(self.passages, k=2)

    def rare_word(self, number: int, usual: str = "") -> str:
        """Return the rare word for every so manieth article, comment and request."""
        return usual if number % (self.articles // 12) else RARE_WORD


def store(stock: Stock, numbers: range) -> None:
    """Store the articles with these numbers, from 1, with all that belongs to them.

    No trigger tells page caches of each row, and no foreign key is looked up.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL gin_pending_list_limit = '256MB'")
        for start in range(numbers.start, numbers.stop, CHUNK):
            chunk = range(start, min(start + CHUNK, numbers.stop))
            contents = {number: _content(stock, number) for number in chunk}
            _store_articles(stock, contents)
            for_each = (_comments(stock, *item) for item in contents.items())
            Comment.objects.bulk_create(chain.from_iterable(for_each))
            asked = range(PER_ARTICLE * chunk.start, PER_ARTICLE * chunk.stop)
            inquiries = [_inquiry(stock, number) for number in asked]
            Inquiry.objects.bulk_create(inquiries)
            OutgoingMail.objects.bulk_create(map(_mail, inquiries[::PER_ARTICLE]))


def _store_articles(stock: Stock, contents: dict[int, ArticleContent]) -> None:
    """Store articles, each with one version that has the same number."""
    Article.objects.bulk_create(_article(stock, *item) for item in contents.items())
    ArticleVersion.objects.bulk_create(
        ArticleVersion(
            pk=number,
            article_id=number,
            number=1,
            content=content.to_json(),
            image_ids=content.image_ids,
            published_at=content.publish_at,
        )
        for number, content in contents.items()
    )
    for model, noun in ((Byline, "author"), (ArticleTopic, "topic")):
        model.objects.bulk_create(
            model(article_id=number, position=position, **{f"{noun}_id": chosen})
            for number, content in contents.items()
            for position, chosen in enumerate(getattr(content, f"{noun}s"))
        )


def _content(stock: Stock, number: int) -> ArticleContent:
    """Return what the author of an article wrote; a higher number appeared later."""
    random, has_series = Random(number), number % 100 < 4
    begins, ends = _moments(stock, number, random)
    bodies = [body for body, _rendering in stock.passages_of(number)]
    return ArticleContent(
        title=f"{random.choice(stock.sentences)[:50]} {number}",
        slug=SLUGS_BY_COMMENTS.get(stock.comments(number) or 0, f"artikel-{number}"),
        summary=random.choice(stock.sentences),
        body="\n".join([*bodies, f"<p>{stock.rare_word(number)}</p>"]),
        cover=random.choice(stock.images),
        authors=_some(stock.authors, random),
        topics=_some(stock.topics, random),
        series=stock.series[number // 100 % len(stock.series)] if has_series else None,
        part=1 + number % 100 if has_series else None,
        publish_at=begins,
        end_at=ends,
        featured=number % 1_000 == 300,
        discussion_questions=("Wat herken je?", "Wat doe je anders?"),
    )


def _article(stock: Stock, number: int, content: ArticleContent) -> Article:
    """Return the article as publication leaves it."""
    one, two = (rendering for _body, rendering in stock.passages_of(number))
    rare = stock.rare_word(number)
    return Article(
        **{name: getattr(content, name) for name in SAME},
        pk=number,
        cover_id=content.cover,
        series_id=content.series,
        discussion_questions=list(content.discussion_questions),
        trashed_at=stock.now if number % 200 == 44 else None,
        body_html="\n".join([one.html, two.html, f"<p>{rare}</p>"]),
        body_text=" ".join([one.text, two.text, rare]),
        contents=[asdict(heading) for heading in one.contents + two.contents],
        reading_minutes=one.reading_minutes + two.reading_minutes,
        renderer_version=RENDERER_VERSION,
        changed_at=content.publish_at,
        live_version_id=number if content.publish_at else None,
    )


def _comments(stock: Stock, number: int, content: ArticleContent) -> Iterator[Comment]:
    """Yield the comments on an article, of which every fifth answers the one before it."""
    random, exactly = Random(-number), stock.comments(number)
    began = content.publish_at or stock.now
    for place in range(exactly or PER_ARTICLE):
        pk = MOST_COMMENTS * number + place
        yield Comment(
            pk=pk,
            article_id=number,
            parent_id=pk - 1 if place % 5 == 4 else None,
            name=f"Lezer {stock.rare_word(pk, f'van {pk % 50_000}')}",
            email=f"lezer{pk % 50_000}@voorbeeld.nl",
            text="\n\n".join(random.choices(stock.sentences, k=2)),
            state="approved" if exactly else random.choice(STATES),
            created_at=min(stock.now, began + timedelta(hours=place)),
        )


def _inquiry(stock: Stock, number: int) -> Inquiry:
    """Return a request; the last hundredth is new, what came before is closed."""
    part = number / (PER_ARTICLE * (stock.articles + 1))
    asked, is_new = stock.now - YEARS * (1 - part), part > 0.99
    return Inquiry(
        pk=number,
        reference=f"K-{number}",
        submission=f"inzending-{number}",
        name=f"Vrager {stock.rare_word(number, f'van {number % 50_000}')}",
        email=f"vrager{number}@voorbeeld.nl",
        school=f"Basisschool {number % 6_000}",
        role="teacher",
        text=stock.sentences[number * 7 % len(stock.sentences)],
        article_id=1 + number % stock.articles if number % 3 == 0 else None,
        consent_text="Mijn gegevens mogen bewaard worden.",
        state="new" if is_new else "closed",
        outcome="" if is_new else "completed",
        answer_due=(asked + timedelta(days=3)).date(),
        created_at=asked,
    )


def _mail(inquiry: Inquiry) -> OutgoingMail:
    """Return a mail that was sent to whoever asked."""
    return OutgoingMail(
        sender="praktijk@voorbeeld.nl",
        recipient=inquiry.email,
        subject=f"Aanvraag van {inquiry.name}",
        state="sent",
        created_at=inquiry.created_at,
        sent_at=inquiry.created_at,
        about=inquiry,
    )


def _moments(stock: Stock, number: int, random: Random) -> tuple[datetime | None, datetime | None]:
    """Return when an article appears and ends."""
    kind, part = number % 200, (number - random.random()) / stock.articles
    moment = stock.now - YEARS * (1 - part)
    if kind in {11, 111}:
        return None, None
    if kind == 22:
        return stock.now + timedelta(days=1 + 30 * random.random()), None
    if kind == 33:
        return moment, moment + (stock.now - moment) / 2
    return moment, stock.now + timedelta(days=90) if kind == 55 else None


def _some(ids: Sequence[int], random: Random) -> tuple[int, ...]:
    """Return one to three ids, of which the first come more often."""
    chosen = [ids[int(len(ids) * random.random() ** 2)] for _each in range(random.randint(1, 3))]
    return tuple(dict.fromkeys(chosen))

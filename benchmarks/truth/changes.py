"""Changes of every kind to a small site, each committed by the site's own rules or past them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

from django.db import connection, transaction

from benchmarks.truth.judging import Event
from benchmarks.truth.state import KnownArticle, State, slug_of
from blog.models import Article, Author, Comment
from blog.models.article_content import ArticleContent
from coaching_site.accounts.models import User
from coaching_site.models import SiteSettings

MOST_ARTICLES = 10  # all on the first page of the list
FEWEST_ARTICLES = 6


class Site:
    """The site under change; `events` tells what was committed when."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.number = 0
        self.state = State()
        self.events: list[Event] = []
        self.slugs: list[int] = []
        self.moments: list[float] = []
        self.coach = User.objects.create_superuser("coach", "coach@voorbeeld.nl", "x")
        self.kinds: list[Callable[[], None]] = [
            self.publish, self.correct, self.correct, self.approve, self.approve, self.approve,
            self.remove, self.schedule, self.end, self.rename, self.take_down, self.rename_author,
            self.rename_practice, self.correct_in_bulk, self.correct_in_sql, self.change_nothing,
        ]  # fmt: skip

    def fill(self) -> None:
        """Make the site that is there before anybody asks."""
        with self._committing() as state:
            SiteSettings.objects.update_or_create(pk=1, defaults={"practice_name": "zzs0zz"})
            for number in range(2):
                name = f"auteur-{number}"
                Author.objects.create(name=f"zzu{number}zz", slug=name)
                state.authors[number] = number
        for _article in range(FEWEST_ARTICLES):
            self.publish()

    def change(self) -> None:
        """Commit one more change, whichever comes."""
        live = len(self._live())
        if live <= FEWEST_ARTICLES:
            self.publish()
        elif live >= MOST_ARTICLES:
            self.take_down()
        else:
            self.random.choice(self.kinds)()

    def publish(self, delay: float = 0) -> None:
        """Publish an article, now or in so many seconds."""
        number, author = self._next(), self.random.choice([*self.state.authors])
        begins = time.time() + delay
        content = ArticleContent(
            title=f"Over zzt{number}zz",
            slug=slug_of(number),
            body=f"<p>Tekst zzb{number}zz.</p>",
            authors=(Author.objects.get(slug=f"auteur-{author}").pk,),
            publish_at=datetime.fromtimestamp(begins, UTC) if delay else None,
        )
        with self._committing() as state:
            article = Article.start(content, by=self.coach)
            article.publish(article.versions.get(), by=self.coach)
            begins = article.publish_at.timestamp() if article.publish_at else begins
            known = KnownArticle(article.pk, number, number, number, author, begins)
            state.articles[article.pk] = known
        self.slugs.append(number)
        if delay:
            self.moments.append(begins)

    def schedule(self) -> None:
        """Let an article appear by itself within a second."""
        self.publish(delay=self.random.uniform(0.2, 1.0))

    def correct(self) -> None:
        """Give an article another title and text, as an author does."""
        self._republish(
            lambda number: {"title": f"Over zzt{number}zz", "body": f"<p>zzb{number}zz</p>"},
            lambda known, number: replace(known, title=number, body=number),
        )

    def rename(self) -> None:
        """Move an article to another address; the old one leads there."""
        self._republish(
            lambda number: {"slug": slug_of(number)},
            lambda known, number: replace(known, slug=number),
        )
        self.slugs.append(self.number)

    def approve(self) -> None:
        known, number = self._any(), self._next()
        waiting = Comment.objects.create(
            article_id=known.pk, name="Lezer", text=f"Vind ik ook, zzc{number}zz.", email="a@b.nl"
        )
        with self._committing() as state:
            waiting.approve(by=self.coach)
            comments = known.comments | {number}
            state.articles[known.pk] = replace(known, comments=comments)

    def remove(self) -> None:
        known = self._any()
        if not known.comments:
            return self.approve()
        number = self.random.choice(sorted(known.comments))
        comment = Comment.objects.get(article_id=known.pk, text__contains=f"zzc{number}zz")
        with self._committing() as state:
            comment.remove(by=self.coach)
            state.articles[known.pk] = replace(known, comments=known.comments - {number})
        return None

    def end(self) -> None:
        """Let an article disappear by itself within a second."""
        known = self._any()
        moment = datetime.fromtimestamp(time.time() + self.random.uniform(0.2, 1.0), UTC)
        with self._committing() as state:
            Article.objects.filter(pk=known.pk).update(end_at=moment)
            state.articles[known.pk] = replace(known, ends=moment.timestamp())
        self.moments.append(moment.timestamp())

    def take_down(self) -> None:
        known = self._any()
        article = Article.objects.get(pk=known.pk)
        with self._committing() as state:
            self.random.choice([article.unpublish, article.move_to_trash])()
            del state.articles[known.pk]

    def rename_author(self) -> None:
        author, number = self.random.choice([*self.state.authors]), self._next()
        with self._committing() as state:
            Author.objects.filter(slug=f"auteur-{author}").update(name=f"zzu{number}zz")
            state.authors[author] = number

    def rename_practice(self) -> None:
        number = self._next()
        with self._committing() as state:
            SiteSettings.objects.filter(pk=1).update(practice_name=f"zzs{number}zz")
            self.state = replace(state, practice=number)

    def correct_in_bulk(self) -> None:
        """Change three titles with one statement."""
        number, some = self._next(), self.random.sample(self._live(), 3)
        with self._committing() as state:
            articles = Article.objects.filter(pk__in=[known.pk for known in some])
            articles.update(title=f"Over zzt{number}zz")
            state.articles.update({known.pk: replace(known, title=number) for known in some})

    def correct_in_sql(self) -> None:
        """Write past every rule of the site."""
        known, number = self._any(), self._next()
        with self._committing() as state, connection.cursor() as cursor:
            text = f"<p>zzb{number}zz</p>"
            cursor.execute("UPDATE blog_article SET body_html = %s WHERE id = %s", [text, known.pk])
            state.articles[known.pk] = replace(known, body=number)

    def change_nothing(self) -> None:
        """Change titles, comments and the practice in a transaction that is given up."""
        number = self._next()
        with transaction.atomic():
            SiteSettings.objects.filter(pk=1).update(practice_name=f"zzs{number}zz")
            Article.objects.update(title=f"Over zzt{number}zz")
            Comment.objects.update(text=f"zzc{number}zz")
            time.sleep(0.05)
            transaction.set_rollback(True)

    def _republish(
        self,
        changes: Callable[[int], dict[str, str]],
        known_after: Callable[[KnownArticle, int], KnownArticle],
    ) -> None:
        known, number = self._any(), self._next()
        article = Article.objects.get(pk=known.pk)
        version = article.versions.latest("number")
        content = replace(
            version.read(), title=article.title, slug=article.slug, publish_at=article.publish_at,
            end_at=article.end_at,
        )  # fmt: skip
        content = replace(content, **changes(number))
        with self._committing() as state:
            saved = article.save_version(content, by=self.coach, based_on=version.number)
            article.publish(saved, by=self.coach)
            after = known_after(known, number)
            state.articles[known.pk] = replace(
                after, title=_mark("t", article.title), body=_mark("b", article.body_html)
            )

    def _any(self) -> KnownArticle:
        return self.random.choice(self._live())

    def _live(self) -> list[KnownArticle]:
        """Return what may be read and does not end by itself while it is changed."""
        at = time.time()
        return [known for known in self.state.live(at) if known.ends == float("inf")]

    def _next(self) -> int:
        self.number += 1
        return self.number

    @contextmanager
    def _committing(self) -> Iterator[State]:
        """Commit what is done inside, and note when, with the state that holds from then on."""
        before = self.state
        self.state = replace(before, authors=dict(before.authors), articles=dict(before.articles))
        with transaction.atomic():
            yield self.state
            begun = time.time()
        self.events.append(Event(begun, time.time(), self.state))

    def everything_that_happened(self) -> list[Event]:
        """Return the commits, and between them the moments that changed something by themselves."""
        events = sorted(self.events, key=lambda event: event.done)
        for moment in self.moments:
            known = [event for event in events if event.done <= moment]
            if known:
                events = sorted(
                    [*events, Event(moment, moment, known[-1].state)], key=lambda event: event.done
                )
        return events


def _mark(kind: str, text: str) -> int:
    """Return the number of the change that a text carries."""
    return int(text.partition(f"zz{kind}")[2].partition("zz")[0])

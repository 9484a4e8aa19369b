"""Changes of every kind to a small site, each committed by the site's own rules or past them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import Any

from django.db import connection, transaction

from benchmarks.truth.answers import ARTICLES, AUTHOR, slugs_of, truth
from benchmarks.truth.judging import Event
from blog.models import Article, Author, Comment
from blog.models.article_content import ArticleContent
from coaching_site.accounts.models import User
from coaching_site.models import SiteSettings

# Seconds until an article appears or ends by itself, after a look at what is true until then.
SOON = (0.1, 0.4)


class Site:
    """The site under change; `events` tells what was committed when, and what is true since."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.number = 0
        self.events: list[Event] = []
        self.look_seconds = 0.0
        self.coach = User.objects.create_superuser("coach", "coach@voorbeeld.nl", "x")
        self.author = Author.objects.create(name="Auteur", slug=AUTHOR)
        self.articles = [self._start(number) for number in range(ARTICLES)]
        self.kinds: list[Callable[[Article], None]] = [
            self.correct, self.correct, self.rename, self.approve, self.approve, self.approve,
            self.remove, self.schedule, self.end, self.take_down, self.rename_author,
            self.rename_practice, self.correct_in_bulk, self.correct_in_sql, self.change_nothing,
        ]  # fmt: skip

    def change(self) -> None:
        """Commit one more change, whichever comes, to whichever article."""
        article = Article.objects.get(pk=self.random.choice(self.articles))
        self.random.choice(self.kinds)(article)

    def correct(self, article: Article) -> None:
        """Publish another title and text, of what was taken off the site too."""
        self._publish(article, title=f"Over {self._mark()}", body=f"<p>{self._mark()}</p>")

    def rename(self, article: Article) -> None:
        """Move it to its other address; the old one leads there."""
        [other] = {*slugs_of(self.articles.index(article.pk))} - {article.slug}
        self._publish(article, slug=other)

    def schedule(self, article: Article) -> None:
        """Let it appear by itself."""
        moment = self._soon()
        self._publish(article, publish_at=moment)
        self._wait_for(moment)

    def end(self, article: Article) -> None:
        """Let it disappear by itself."""
        moment = self._soon()
        with self._committing():
            Article.objects.filter(pk=article.pk).update(end_at=moment)
        self._wait_for(moment)

    def take_down(self, article: Article) -> None:
        with self._committing():
            self.random.choice([article.unpublish, article.move_to_trash])()

    def approve(self, article: Article) -> None:
        waiting = Comment.objects.create(article=article, name="Lezer", text=self._mark())
        with self._committing():
            waiting.approve(by=self.coach)

    def remove(self, article: Article) -> None:
        approved = Comment.objects.filter(article=article, state="approved")
        with self._committing():
            for comment in approved[:1]:
                comment.remove(by=self.coach)

    def rename_author(self, _article: Article) -> None:
        with self._committing():
            Author.objects.update(name=self._mark())

    def rename_practice(self, _article: Article) -> None:
        with self._committing():
            SiteSettings.objects.update(practice_name=self._mark())

    def correct_in_bulk(self, _article: Article) -> None:
        """Change all titles with one statement."""
        with self._committing():
            Article.objects.update(title=f"Over {self._mark()}")

    def correct_in_sql(self, article: Article) -> None:
        """Write past every rule of the site."""
        with self._committing(), connection.cursor() as cursor:
            text = f"<p>{self._mark()}</p>"
            cursor.execute(
                "UPDATE blog_article SET body_html = %s WHERE id = %s", [text, article.pk]
            )

    def change_nothing(self, _article: Article) -> None:
        """Change titles, comments and the practice in a transaction that is given up."""
        with self._committing():
            SiteSettings.objects.update(practice_name=self._mark())
            Article.objects.update(title=f"Over {self._mark()}")
            Comment.objects.update(text=self._mark())
            time.sleep(0.05)
            transaction.set_rollback(True)

    def _start(self, number: int) -> int:
        """Make an article of the author and publish it; return its number in the database."""
        content = ArticleContent(
            title="Nieuw", slug=slugs_of(number)[0], body="<p>Tekst.</p>", authors=(self.author.pk,)
        )
        article = Article.start(content, by=self.coach)
        self._publish(article)
        return article.pk

    def _publish(self, article: Article, **changes: Any) -> None:
        """Publish the article as it is with some changes, without an end, out of the trash."""
        newest = article.versions.latest("number")
        now = {"title": article.title, "slug": article.slug, "publish_at": None, "end_at": None}
        content = replace(newest.read(), **now | changes)
        with self._committing():
            article.take_out_of_trash()
            version = article.save_version(content, by=self.coach, based_on=newest.number)
            article.publish(version, by=self.coach)

    def _mark(self) -> str:
        self.number += 1
        return f"zz{self.number}zz"

    def _soon(self) -> datetime:
        seconds = 3 * self.look_seconds + self.random.uniform(*SOON)
        return datetime.fromtimestamp(time.time() + seconds, UTC)

    def _wait_for(self, moment: datetime) -> None:
        """Wait until a moment has come, and note it like a commit."""
        at = moment.timestamp()
        if (left := at - time.time()) < 0:
            raise RuntimeError("The moment came while the state before it was looked at.")
        time.sleep(left)
        self._note(at, at)

    @contextmanager
    def _committing(self) -> Iterator[None]:
        """Commit what is done inside, and note when, with what is true from then on."""
        with transaction.atomic():
            yield
            begun = time.time()
        self._note(begun, time.time())

    def _note(self, begun: float, done: float) -> None:
        """Keep what is true from now on."""
        looking = time.time()
        self.events.append(Event(begun, done, truth()))
        self.look_seconds = time.time() - looking

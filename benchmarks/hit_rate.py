"""How much of a busy site comes from memory while readers' comments are approved."""

import time
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.content import SLUGS_BY_COMMENTS
from benchmarks.goals import Goal
from benchmarks.served import PAGES, counted_site
from benchmarks.servers import WORKERS, Server
from blog.models import Article, Comment
from coaching_site.accounts.models import User

LEAST_RATE = 0.95
ARTICLES, SECONDS, PER_SECOND = 40, 20, 50
BUSY = SLUGS_BY_COMMENTS[100]
MOST_ROUNDS = 100


def measure(database: str) -> tuple[Goal, str]:
    """Return what part of the answers came from memory, judged and as a sentence.

    Few requests for many pages, since with many for one page any cache does well: if an approval
    dropped everything, most answers would be made by Django.
    """
    addresses = _addresses()
    with TemporaryDirectory() as folder:
        count = Path(folder) / "made-by-django"
        with counted_site(database, count) as server:
            server.first_answer()
            _fill(server, addresses, count)
            before = count.stat().st_size
            _visit_while_approving(server, addresses)
            made = count.stat().st_size - before
    asked = SECONDS * PER_SECOND
    rate = 1 - made / asked
    goal = Goal(
        "other pages while comments are approved",
        f"a hit rate of at least {LEAST_RATE}",
        f"{rate:.3f}",
        rate >= LEAST_RATE,
    )
    return goal, (
        f"Hit rate of {len(addresses)} other pages, {PER_SECOND} requests a second for {SECONDS} s "
        f"with a comment approved each second: Django made {made} of {asked} answers, counted in "
        "the workers."
    )


def _addresses() -> list[str]:
    slugs = Article.objects.published().exclude(slug=BUSY).order_by("-publish_at")
    articles = [f"/artikelen/{slug}/" for slug in slugs.values_list("slug", flat=True)[:ARTICLES]]
    return [*articles, PAGES["list"], PAGES["home"], PAGES["feed"]]


def _fill(server: Server, addresses: list[str], count: Path) -> None:
    """Ask until every worker has made every page; which one answers is chance."""
    for _round in range(MOST_ROUNDS):
        for address in addresses:
            server.body(address)
        if count.stat().st_size >= WORKERS * len(addresses):
            return


def _visit_while_approving(server: Server, addresses: list[str]) -> None:
    moderator = User.objects.create_superuser("moderator", "moderator@voorbeeld.nl", "x")
    article, started = Article.objects.get(slug=BUSY), time.monotonic()
    for number, address in enumerate(islice(cycle(addresses), SECONDS * PER_SECOND)):
        if number % PER_SECOND == 0:
            comment = Comment.submit(
                article, name="Lezer", email="lezer@voorbeeld.nl", text="Mooi.", parent=None
            )
            comment.approve(by=moderator)
        time.sleep(max(0.0, started + number / PER_SECOND - time.monotonic()))
        server.body(address)

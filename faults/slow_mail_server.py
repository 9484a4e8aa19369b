"""The mail server takes half a minute for each mail."""

import time
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Drawing

from benchmarks.goals import Goal, at_most
from blog.models import Article, Image
from coaching_site.accounts.models import User
from faults.stage.site import Stage, wait_until
from faults.stage.visitors import Visitor

# The site gives a server 30 s for an answer: just within that it is slowest.
PAUSE, MAILS = 28, 3
LONGEST_WAIT = 10  # seconds: a job itself takes one or two
GIVE_UP = 120
SOON = timedelta(seconds=2)


def measure(stage: Stage) -> list[Goal]:
    """Write mails, then a picture and a change that is planned, and see when these are done."""
    stage.mail_server.pause = PAUSE
    for number in range(MAILS):
        Visitor(stage.address, f"127.0.0.{number + 2}").comment(f"Een reactie, nummer {number}")
    stage.mail_server.reading.wait(GIVE_UP)
    begun = time.monotonic()
    image, change = add_image(), plan_change()
    picture = wait_until(lambda: _is_made(image), GIVE_UP)
    live = wait_until(lambda: _is_live(change), GIVE_UP) is not None
    until_live = time.monotonic() - begun - SOON.total_seconds() if live else GIVE_UP
    return list(judged(picture or GIVE_UP, max(0.0, until_live)))


def add_image() -> int:
    """Add a picture, of which the worker has to make the sizes for readers."""
    drawn = BytesIO()
    Drawing.new("RGB", (800, 500), "teal").save(drawn, "JPEG")
    return Image.add(ContentFile(drawn.getvalue(), name="foto.jpg")).pk


def plan_change() -> tuple[int, int]:
    """Plan a change of an article in a moment; return both by number."""
    coach = User.objects.get(username="coach")
    article = Article.objects.published().latest("publish_at")
    newest = article.versions.latest("number")
    version = article.save_version(newest.read(), by=coach, based_on=newest.number)
    article.schedule_change(version, timezone.now() + SOON, by=coach)
    return article.pk, version.pk


def judged(picture: float, change: float) -> Iterator[Goal]:
    """Yield how long other work may wait for the mail."""
    slow = f"mail server that takes {PAUSE} s"
    yield at_most(f"{slow}: a picture waits", picture, LONGEST_WAIT, "s")
    yield at_most(f"{slow}: a planned change is late", change, LONGEST_WAIT, "s")


def _is_made(image: int) -> bool:
    return Image.objects.get(pk=image).has_its_renditions


def _is_live(change: tuple[int, int]) -> bool:
    article, version = change
    return Article.objects.filter(pk=article, live_version=version).exists()

"""The same form comes twenty times at the same moment, as from a button that is hit again."""

from collections.abc import Iterator, Sequence
from functools import partial

from django.utils import timezone

from benchmarks.goals import Goal
from blog.models import Comment
from contact.models import Inquiry
from faults.stage.judging import mails_to_practice
from faults.stage.site import Stage
from faults.stage.visitors import (
    COMMENT_FORM,
    REQUEST_FORM,
    Answer,
    Visitor,
    at_once,
    comment,
    request,
)

TIMES = 20
TEXT = "Twintig keer hetzelfde"


def measure(stage: Stage) -> list[Goal]:
    """Send a comment and then a request that often."""
    goals: list[Goal] = []
    for path, model, typed in (
        (COMMENT_FORM, Comment, comment(TEXT)),
        (REQUEST_FORM, Inquiry, request(TEXT)),
    ):
        visitor, begun = Visitor(stage.address, "127.0.0.2"), timezone.now()
        form = visitor.open_form(path)
        answers = at_once([partial(visitor.send, form, **typed)] * TIMES)
        stored = model.objects.filter(text=TEXT).count()
        name = str(model._meta.model_name)
        goals += judged(name, stored, mails_to_practice(begun), answers)
    return goals


def judged(name: str, stored: int, mails: int, answers: Sequence[Answer]) -> Iterator[Goal]:
    """Yield that it counts once, and that nobody is told anything else."""
    subject = f"the same {name} {len(answers)} times at once"
    yield Goal(f"{subject}, stored", "1", f"{stored}", stored == 1)
    yield Goal(f"{subject}, mails to the practice", "1", f"{mails}", mails == 1)
    # A receipt names the moment at which it was signed: two may differ in that.
    kinds = {
        (answer.status, answer.headers.get("Location", "").split("?")[0]) for answer in answers
    }
    alike = len(kinds) == 1 and answers[0].is_taken
    yield Goal(f"{subject}, kinds of answer", "1, taken", f"{len(kinds)}", alike)

"""PostgreSQL is stopped, has no connection left, or takes nothing."""

import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager

from benchmarks.goals import Goal
from blog.models import Comment
from contact.models import Inquiry
from faults.stage.judging import all_are, is_kept, says_not_now
from faults.stage.postgres import read_only, stopped, without_connections
from faults.stage.site import TELEPHONE, Stage, wait_until
from faults.stage.visitors import (
    COMMENT_FORM,
    REQUEST_FORM,
    Answer,
    Visitor,
    comment,
    form_in,
    reading,
    request,
)

SECONDS = 5
NOT_SENT = "Niet verstuurd"
FAULTS = {
    "PostgreSQL stopped": stopped,
    "no connection left": without_connections,
    "read-only": read_only,
}


def measure(stage: Stage) -> list[Goal]:
    """Read and send forms during each, and send them again afterwards."""
    return [goal for kind, fault in FAULTS.items() for goal in _measure(stage, kind, fault())]


def _measure(stage: Stage, kind: str, fault: AbstractContextManager[None]) -> Iterator[Goal]:
    visitor, text = Visitor(stage.address, "127.0.0.2"), f"Wat ik schreef: {kind}"
    typed = {COMMENT_FORM: comment(text), REQUEST_FORM: request(text)}
    forms = {path: visitor.open_form(path) for path in typed}
    with fault:
        with reading(stage.address) as pages:
            time.sleep(SECONDS)
        sent = {path: visitor.send(forms[path], **typed[path]) for path in typed}
    yield from judged(kind, pages, [(sent[path], typed[path]) for path in typed])
    if not all(says_not_now(answer) for answer in sent.values()):
        return
    wait_until(lambda: visitor.get("/readyz").status == 200, 30)
    for path, answer in sent.items():
        visitor.send(form_in(path, answer.text))
    stored = [Comment.objects.filter(text=text).count(), Inquiry.objects.filter(text=text).count()]
    yield Goal(
        f"{kind}, sent again: comments and requests", "[1, 1]", f"{stored}", stored == [1, 1]
    )


def judged(
    kind: str, pages: Sequence[Answer], sent: Sequence[tuple[Answer, dict[str, str]]]
) -> Iterator[Goal]:
    """Yield what a page and a form that was sent are answered with."""
    fine = [answer.status == 200 or says_not_now(answer) for answer in pages]
    yield all_are(f"{kind}, pages", "200 or 503 as promised", fine)
    kept = [
        says_not_now(answer)
        and NOT_SENT in answer.text
        and TELEPHONE in answer.text
        and is_kept(answer, typed)
        for answer, typed in sent
    ]
    yield all_are(f"{kind}, forms that were sent", "503 with every typed word", kept)

"""Two people decide about a comment that somebody else's transaction holds."""

import time
from collections.abc import Iterator, Sequence
from functools import partial

from benchmarks.goals import Goal, at_most
from blog.models import Comment
from faults.stage.judging import READERS_P95, says_not_now
from faults.stage.postgres import locked
from faults.stage.site import Stage
from faults.stage.visitors import Answer, Visitor, at_once, percentile, reading

WAITING, LONGEST_WAIT = 2, 3_500  # people, and milliseconds: 3 s for the lock and the rest
BEFORE, AFTERWARDS = 5, 2  # seconds of reading
APPROVE = {"CHANGE_FORM-action": "approve"}


def measure(stage: Stage) -> list[Goal]:
    """Let them wait while others read; then the row is free, and one of them sends it again."""
    comment = Comment.objects.pending()[0]
    path = f"/admin/blog/comment/{comment.pk}/change/"
    editors = [
        Visitor(stage.address, f"127.0.0.{number + 2}", stage.session())
        for number in range(WAITING)
    ]
    forms = [editor.open_form(path) for editor in editors]
    with reading(stage.address) as before:
        time.sleep(BEFORE)
    with reading(stage.address) as during, locked(Comment._meta.db_table, comment.pk):
        waited = at_once(
            [
                partial(editor.send, form, **APPROVE)
                for editor, form in zip(editors, forms, strict=True)
            ]
        )
        time.sleep(AFTERWARDS)
    editors[0].send(editors[0].open_form(path), **APPROVE)
    comment.refresh_from_db()
    return list(judged(before, during, waited, comment.state))


def judged(
    before: Sequence[Answer], during: Sequence[Answer], waited: Sequence[Answer], state: str
) -> Iterator[Goal]:
    """Yield what readers and who waits are promised, and that it can be done afterwards."""
    usual = percentile(before, 0.95)
    subject = f"readers beside a locked row, p95 (before: {usual:.0f} ms)"
    yield at_most(subject, percentile(during, 0.95), READERS_P95, "ms")
    slowest = max(answer.milliseconds for answer in waited)
    yield at_most("who waits for the row", slowest, LONGEST_WAIT, "ms")
    told = sum(says_not_now(answer) for answer in waited)
    yield Goal("who waits reads what to do", f"{len(waited)}", f"{told}", told == len(waited))
    yield Goal("sent again afterwards", "approved", state, state == "approved")

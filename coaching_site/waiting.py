"""What waits on the admin home; each app says so itself, so that the home knows none of them.

An app registers it in its module `hooks`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

type Count = Callable[[HttpRequest], int]
type Address = Callable[[], str]


@dataclass(frozen=True, slots=True)
class WaitingKind:
    """One kind of thing that can wait, and who may see that it does."""

    label: Promise | str
    count: Count
    address: Address
    permission: str
    order: int
    urgent: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits now, in words, and where it is dealt with."""

    words: str
    count: int
    address: str
    urgent: bool


_kinds: list[WaitingKind] = []


def register_waiting(
    label: Promise | str,
    count: Count,
    address: Address,
    permission: str,
    *,
    order: int = 100,
    urgent: bool = False,
) -> None:
    """Let the admin home count something.

    Args:
        label: Words with `%(count)d`, from `ngettext_lazy(singular, plural, "count")`; a warning
            that either is or is not there may leave the figure out and count 0 or 1.
        count: How many wait for the person who asks; 0 shows nothing.
        address: Where they are dealt with; asked when shown, since addresses do not exist yet
            while apps load.
        permission: "app.permission" without which nobody sees the line.
        order: Lower stands higher; 10 to 90 for what a visitor waits for, above for the rest.
        urgent: Marked with the margin's red and a sign: somebody waits too long, or it is broken.
    """
    kind = WaitingKind(label, count, address, permission, order, urgent)
    if kind not in _kinds:
        _kinds.append(kind)


def filtered_changelist(model: str, **filters: str) -> Address:
    """Return the address of the list of a model ("blog.Comment"), filtered as its own links do."""

    def address() -> str:
        path = reverse(f"admin:{model.lower().replace('.', '_')}_changelist")
        return f"{path}?{urlencode(filters)}" if filters else path

    return address


def what_waits(request: HttpRequest) -> list[Waiting]:
    """Return what waits for this person, most pressing first."""
    found = []
    for kind in sorted(_kinds, key=lambda kind: (not kind.urgent, kind.order)):
        if not request.user.has_perm(kind.permission):
            continue
        if number := kind.count(request):
            words = kind.label % {"count": number}
            found.append(Waiting(str(words), number, kind.address(), kind.urgent))
    return found

"""The folds beside the text of an article: what each holds, and how it reads when closed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Words = Promise | str

NOTHING = _("nothing filled in")


@dataclass(frozen=True, slots=True)
class Group:
    """One fold of the side column; `key` names it in addresses, styles and the browser's memory.

    `template` is shown below the fields and gets `article`, `newest` and what `form_context` holds
    under the same key.
    """

    key: str
    heading: Words
    fields: tuple[str, ...]
    is_open: bool = False
    template: str = ""
    # How a filled-in field reads in the one line of a closed fold; `{value}` is what was typed.
    words: Mapping[str, Words] = field(default_factory=dict)
    nothing: Words = NOTHING


WRITING = ("title", "summary", "body", "based_on")

GROUPS = (
    Group(
        "publication",
        _("Publication"),
        ("publish_at", "end_at"),
        is_open=True,
    ),
    Group(
        "who",
        _("Who and what"),
        ("bylines", "chosen_topics", "series", "part"),
        is_open=True,
    ),
    Group("picture", _("Picture"), ("cover",), is_open=True),
    Group(
        "found",
        _("Found and shared"),
        ("slug", "search_description", "social_image"),
    ),
    Group(
        "below",
        _("Below the text"),
        ("questions", "related_articles", "copyright_line", "featured"),
    ),
    Group("comments", _("Comments"), ("comments_open", "comments_close_after_days")),
)

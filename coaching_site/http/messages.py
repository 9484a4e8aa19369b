"""What the site says after a step: one message that holds all of it, whoever says something."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponseBase
from django.utils.html import format_html_join


class OneMessageStorage(FallbackStorage):
    """Joins what the next page will say: a reader of three boxes reads none of them."""

    def _store(
        self, messages: Sequence[Message], response: HttpResponseBase, *args: Any, **kwargs: Any
    ) -> list[Message]:
        joined = together(messages)
        # Documented by Django as what a storage overrides; its type stubs leave it out.
        return super()._store(joined, response, *args, **kwargs)  # type: ignore[misc,no-any-return] # see above


def together(messages: Sequence[Message]) -> list[Message]:
    """Return one message of all, or none: first what was done, then what to know of it.

    It has the colour of the gravest, and the tags of all.
    """
    if not messages[1:]:
        return list(messages)
    in_order = sorted(messages, key=attrgetter("level"))
    sentences = dict.fromkeys(message.message for message in in_order)
    words = format_html_join(" ", "{}", ((sentence,) for sentence in sentences))
    tags = dict.fromkeys(message.extra_tags for message in in_order if message.extra_tags)
    return [Message(in_order[-1].level, words, " ".join(tags))]

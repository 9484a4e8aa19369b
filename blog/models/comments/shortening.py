"""Leaving words out of a comment, here and wherever else they were written down."""

import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext

if TYPE_CHECKING:
    from blog.models.comments.comment import Comment


def left_out() -> str:
    """Return what stands where words were, in the language of the site."""
    with translation.override(settings.LANGUAGE_CODE):
        return gettext("[name left out]")


def without_words(text: str, words: list[str]) -> str:
    """Return a text without these words, at all their places, however they are spelled.

    Only whole words count: “Jan” stays in “januari”. What is longest goes first, so that no part
    of a name is left beside it. What stands in the place of earlier words stays as it is.
    """
    ordered = sorted(words, key=len, reverse=True)
    patterns = [re.escape(left_out()), *map(_pattern, ordered)]
    return re.sub("|".join(patterns), lambda _found: left_out(), text, flags=re.IGNORECASE)


def forget_words(comment: "Comment", words: list[str]) -> None:
    """Leave words out of what was written about a comment: its history, reports, mails, the log."""
    _rewrite(comment.events.all(), ["sentence"], words)
    _rewrite(comment.reports.all(), ["words"], words)
    _rewrite(comment.mails.all(), ["subject", "text", "html"], words)
    _rewrite(_log_of(comment), ["object_repr", "change_message"], words)


def forget_everything(comment: "Comment") -> None:
    """Erase what was written about a comment: sentences, reports, mails and lines of the log."""
    comment.events.update(sentence="")
    comment.reports.all().delete()
    comment.mails.all().delete()
    _log_of(comment).delete()


def rename_in_log(comment: "Comment") -> None:
    """Call a comment in the log of the admin as it is called now."""
    longest = LogEntry._meta.get_field("object_repr").max_length
    _log_of(comment).update(object_repr=str(comment)[:longest])


def _log_of(comment: "Comment") -> models.QuerySet[LogEntry]:
    kind = ContentType.objects.get_for_model(comment)
    return LogEntry.objects.filter(content_type=kind, object_id=str(comment.pk))


def _pattern(words: str) -> str:
    inner = r"\s+".join(map(re.escape, words.split()))
    start = r"(?<!\w)" if re.match(r"\w", words) else ""
    end = r"(?!\w)" if re.search(r"\w$", words) else ""
    return f"{start}{inner}{end}"


def _rewrite(rows: models.QuerySet, names: list[str], words: list[str]) -> None:
    spellings = list({*words, *map(escape, words)})
    for row in rows.only(*names):
        for name in names:
            longest = row._meta.get_field(name).max_length
            setattr(row, name, without_words(getattr(row, name), spellings)[:longest])
        row.save(update_fields=names)

"""What the scripts of the article form say, in the author's language."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.admin.articles.fieldsets import FOLDS
from blog.models import Article


def script_texts(article: Article | None, practice_name: str) -> dict[str, Any]:
    """Return sentences with places such as `{count}`, and what stands around an address."""
    return {
        "folds": {fold.key: {"fields": fold.words, "nothing": fold.nothing} for fold in FOLDS},
        "words": _both(lambda count: ngettext("{count} word", "{count} words", count)),
        "minutes": _both(
            lambda count: ngettext("{count} minute to read", "{count} minutes to read", count)
        ),
        "foldAway": _("Fold this column away"),
        "unfold": _("Show the settings"),
        "address": _address_texts(article),
        "previews": _preview_texts(practice_name),
    }


def _both(sentence: Callable[[int], str]) -> dict[str, str]:
    """Return both forms of a sentence that counts; the script puts the number in."""
    return {"one": sentence(1), "other": sentence(2)}


def _address_texts(article: Article | None) -> dict[str, Any]:
    return {
        "live": article.slug if article else "",
        "isPublic": bool(article and article.publish_at),
        "nameless": _("article"),
        "warning": _(
            "Once you publish this, the old address “{address}” leads here: links that people kept "
            "go on working."
        ),
    }


def _preview_texts(practice_name: str) -> dict[str, Any]:
    return {
        "site": practice_name,
        "host": urlsplit(settings.SITE_URL).netloc,
        "section": reverse("article_list").strip("/"),
        "standardImage": static("icons/social.png"),
        "untitled": _("Title"),
        "fits": _("{length} characters; about {limit} fit"),
        "tooLong": _("{length} characters: too long, about {limit} fit"),
    }

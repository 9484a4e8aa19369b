"""What the form of an article shows beside what every form of a text does.

Each part of it has a template of its own in templates/admin/blog/article/:

- above the form: `_presence`, `_waiting_change`
- in the menu of the bar: `_actions`
- in the fold “Found and shared”: `_sharing`
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext

from blog.admin.articles.access import can_add, can_change, can_throw_away
from blog.models import Article
from coaching_site.versions.admin.form_page import address_texts


def article_page(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """Return what the templates of an article need; `article` is None while it is new."""
    return {
        "waiting_change": article.waiting_change if article else None,
        "actions": article and _actions(request, article),
    }


def script_texts(article: Article | None, practice_name: str) -> dict[str, Any]:
    """Return what the scripts of an article say: sentences and parts of addresses."""
    return {
        "address": address_texts(
            article.slug if article else "",
            gettext("article"),
            is_public=bool(article and article.publish_at),
        ),
        "previews": {
            "site": practice_name,
            "host": urlsplit(settings.SITE_URL).netloc,
            "section": reverse("article_list").strip("/"),
            "standardImage": static("icons/social.png"),
            "untitled": gettext("Title"),
            "fits": gettext("{length} characters; about {limit} fit"),
            "tooLong": gettext("{length} characters: too long, about {limit} fit"),
        },
    }


def _actions(request: HttpRequest, article: Article) -> dict[str, bool]:
    """Tell the menu what this person may do with the article."""
    return {
        "can_share": can_change(request.user),
        "can_throw_away": can_throw_away(request.user, article),
        "can_duplicate": can_add(request.user),
    }

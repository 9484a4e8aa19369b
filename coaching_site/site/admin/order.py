"""The order in which an editor thinks of things; like the addresses, it knows every app by name.

What is not named here has no admin: the tables of libraries (mail addresses of allauth, jobs of
procrastinate, Django's groups) would only confuse, and roles are fixed in `starting_rows.py`.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

MODELS: Mapping[str, tuple[str, ...]] = {
    "blog": (
        "article",
        "comment",
        "author",
        "topic",
        "series",
        "image",
        "conversationsettings",
    ),
    "contact": ("inquiry", "offer", "closedperiod"),
    "coaching_site": ("page", "block", "sitesettings", "erasureproof"),
    "outbox": (),
    "accounts": ("user", "signinevent"),
}

# Label, address and permission of the buttons at the top of the admin home.
NEXT_STEPS = (
    (_("New article"), "admin:blog_article_add", "blog.add_article"),
    (_("New page"), "admin:coaching_site_page_add", "coaching_site.add_page"),
    (_("New picture"), "admin:blog_image_add", "blog.add_image"),
    (_("The site at another moment"), "admin:blog_article_future", "blog.view_article"),
    (
        _("Everything about an address"),
        "admin:personal_data",
        "coaching_site.handle_personal_data",
    ),
)


def in_order(apps: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the apps and their models as an editor looks for them; unnamed models come last."""
    ordered = [apps[label] for label in MODELS if label in apps]
    for app in ordered:
        names = MODELS[app["app_label"]]
        app["models"].sort(key=lambda model, names=names: _position(model, names))
    return ordered


def _position(model: dict[str, Any], names: tuple[str, ...]) -> tuple[int, str]:
    name = model["object_name"].lower()
    return (names.index(name) if name in names else len(names), capfirst(model["name"]))

"""Rows and tables that the site needs in order to exist, made after every `migrate`.

Not by a migration: what a migration made is gone for good when a test or an operator empties the
tables, and roles have to follow the permissions of each release. Everything here can run twice.
"""

from fnmatch import fnmatch
from typing import Any

from django.apps import apps as installed_apps
from django.apps.registry import Apps
from django.core.management import call_command
from django.db.models.signals import post_migrate
from django.template.loader import render_to_string
from django.utils import timezone

from coaching_site.models.site_settings import SINGLETON_ID
from coaching_site.rich_text.rendering.renderer import render

# The pages that a new site opens with, in Dutch like the practice. Each has a title, a slug, which
# also names the template of its text, and a summary; some stand in the menu.
STARTING_PAGES = (
    ("Over ons", "over", "Wie we zijn en hoe we werken.", True),
    ("Privacy", "privacy", "Welke gegevens we bewaren, en waarom.", False),
    ("Voorwaarden", "voorwaarden", "Wat geldt als je deze site gebruikt.", False),
)

# Tables of one row.
SETTINGS = (
    ("coaching_site", "SiteSettings"),
    ("blog", "ConversationSettings"),
    ("contact", "KeepingTerms"),
)

EDITORS = "Redactie"
WRITERS = "Schrijvers"

# Who may do what; patterns of "app.permission". Accounts and site settings stay with superusers.
ROLES = {
    EDITORS: (
        "blog.*",
        "contact.*",
        "coaching_site.*_page",
        "coaching_site.*_block",
        "outbox.view_*",
    ),
    WRITERS: (
        "blog.view_article",
        "blog.add_article",
        "blog.change_article",
        "blog.view_author",
        "blog.view_topic",
        "blog.view_series",
        "blog.view_image",
        "blog.add_image",
        "coaching_site.view_block",
    ),
}


def make_after_migrate() -> None:
    """Let the rows be made when the last app is done: only then do all permissions exist."""
    with_models = [app for app in installed_apps.get_app_configs() if app.models_module]
    post_migrate.connect(
        make_starting_rows, sender=with_models[-1], dispatch_uid="coaching_site.site.starting_rows"
    )


def make_starting_rows(*, using: str, apps: Apps = installed_apps, **kwargs: object) -> None:
    """Make what is missing; `apps` holds the models as the migrations so far left them."""
    try:
        for make in (_make_settings, _make_pages, _make_roles):
            make(apps, using)
    except LookupError:
        return  # migrated back to where an app has no tables yet
    call_command("createcachetable", database=using, verbosity=0)


def _make_settings(apps: Apps, using: str) -> None:
    for app, name in SETTINGS:
        apps.get_model(app, name).objects.using(using).get_or_create(pk=SINGLETON_ID)


def _make_pages(apps: Apps, using: str) -> None:
    """Make all or none: a page that an editor deleted stays deleted."""
    pages = apps.get_model("coaching_site", "Page").objects.using(using)
    if pages.exists():
        return
    for order, (title, slug, summary, in_menu) in enumerate(STARTING_PAGES, start=1):
        body = render_to_string(f"coaching_site/site/starting_pages/{slug}.html").strip()
        content = {
            "title": title,
            "slug": slug,
            "summary": summary,
            "in_menu": in_menu,
            "order": order,
            "body": body,
        }
        page = pages.create(body_html=render(body).html, **content)
        versions = apps.get_model("coaching_site", "PageVersion").objects.using(using)
        first = versions.create(page=page, number=1, content=content, published_at=timezone.now())
        pages.filter(pk=page.pk).update(live_version=first)


def _make_roles(apps: Apps, using: str) -> None:
    """Set the permissions of each role exactly: what it may not do is part of its promise."""
    groups = apps.get_model("auth", "Group").objects.using(using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    codes: dict[str, Any] = {
        f"{permission.content_type.app_label}.{permission.codename}": permission.pk
        for permission in permissions.select_related("content_type")
    }
    for name, patterns in ROLES.items():
        group, _ = groups.get_or_create(name=name)
        granted = [
            pk for code, pk in codes.items() if any(fnmatch(code, pattern) for pattern in patterns)
        ]
        group.permissions.set(granted)

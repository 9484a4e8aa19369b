"""A new draft from an article that is there."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from blog.models import Article, FormerSlug
from coaching_site.accounts.models import User
from coaching_site.versions.version import VersionOrigin


def duplicate(article: Article, *, by: User) -> Article:
    """Start a draft with the newest saved content under an address of its own, without moments."""
    copied = article.versions.latest("number").read()
    length = Article._meta.get_field("title").max_length
    title = (_("Copy of %(title)s") % {"title": copied.title})[:length]
    with transaction.atomic():
        slug = FormerSlug.objects.free_slug(Article(), title)
        content = replace(copied, title=title, slug=slug, publish_at=None, end_at=None)
        return Article.start(content, by=by, origin=VersionOrigin.COPIED)

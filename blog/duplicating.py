"""A new draft from an article that is there."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from blog.models import Article, FormerSlug, VersionOrigin
from coaching_site.accounts.models import User
from coaching_site.slugs import free_slug


def duplicate(article: Article, *, by: User) -> Article:
    """Start a draft with the newest saved content under an address of its own, without moments."""
    copied = article.versions.latest("number").read()
    length = Article._meta.get_field("title").max_length
    title = (_("Copy of %(title)s") % {"title": copied.title})[:length]
    with transaction.atomic():
        slug = free_slug(
            title,
            fallback="artikel",
            view_name="article_detail",
            taken=FormerSlug.objects.taken_from(Article()),
        )
        draft = Article.objects.create(title=title, slug=slug)
        content = replace(copied, title=title, slug=slug, publish_at=None, end_at=None)
        draft.save_version(content, by=by, based_on=0, origin=VersionOrigin.COPIED)
    return draft

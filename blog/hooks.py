"""What the blog gives to the parts that the whole site shares."""

from typing import Any

from django.db.models.signals import pre_delete
from django.forms import Media, Script
from django.urls import reverse
from django.utils.translation import ngettext_lazy

from blog.admin.making import numbers_of_authors
from blog.asked_subjects.forgetting import forget_with_the_comment
from blog.conversations.held import COMMENTS
from blog.forms.image_choice import STYLES
from blog.forms.image_settings import ImageSettings
from blog.images.embedding import images_for_texts
from blog.images.erasing import erase_with_the_row
from blog.models import Article, ArticleState, Comment, FormerSlug, Image
from blog.page_cache import next_moment_of_articles
from blog.uses.articles import articles_with_blocks
from coaching_site.admin_tools.uses import find_uses_with
from coaching_site.page_cache.expiry import register_next_moment
from coaching_site.personal_data.holdings import register_holding
from coaching_site.rich_text.editor.ckeditor import register_editor_plugin
from coaching_site.rich_text.embedded import register_image_finder
from coaching_site.rich_text.own_links import LinkKind, register_link_kind
from coaching_site.rich_text.pasted_pages.offers import register_name_finder
from coaching_site.waiting import filtered_changelist, register_waiting


def register() -> None:
    """Tell the editor, texts, blocks, page cache and admin home of articles and images."""
    register_image_finder(images_for_texts)
    register_link_kind(
        LinkKind(
            "article",
            Article,
            "article_detail",
            FormerSlug.objects.numbers,
            Article.objects.outside_trash,
            Article.objects.published,
            lambda article: "" if article.state == ArticleState.LIVE else article.state.label,
            indexed=("title", "summary"),
        )
    )
    register_name_finder(numbers_of_authors)
    find_uses_with(articles_with_blocks)
    register_next_moment(next_moment_of_articles)
    pre_delete.connect(erase_with_the_row, sender=Image)
    pre_delete.connect(forget_with_the_comment, sender=Comment)
    scripts: list[Any] = [ImageSettings(), Script("js/editor/images.js", type="module")]
    register_editor_plugin("images", "Image", Media(css=STYLES, js=scripts))
    register_holding(COMMENTS)
    _register_what_waits()


def _register_what_waits() -> None:
    register_waiting(
        ngettext_lazy("%(count)d comment waits", "%(count)d comments wait", "count"),
        count=lambda request: Comment.objects.pending().count(),
        address=lambda: reverse("admin:blog_comment_queue"),
        permission="blog.change_comment",
        order=20,
    )
    register_waiting(
        ngettext_lazy("%(count)d draft", "%(count)d drafts", "count"),
        count=lambda request: Article.objects.drafts().count(),
        address=filtered_changelist("blog.Article", state="draft"),
        permission="blog.view_article",
        order=50,
    )
    register_waiting(
        ngettext_lazy("%(count)d scheduled article", "%(count)d scheduled articles", "count"),
        count=lambda request: Article.objects.scheduled().count(),
        address=filtered_changelist("blog.Article", state="scheduled"),
        permission="blog.view_article",
        order=60,
    )

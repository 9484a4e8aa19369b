"""What an article consists of, column by column; what is done with it stands in `articles.py`."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.versions import ArticleVersion
from blog.search.queries import weighted_vector


class ArticleFields(models.Model):
    """What readers see of an article, and what was made of it when it was published."""

    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    summary = models.TextField(_("summary"), blank=True, max_length=400)
    body = models.TextField(_("text"), blank=True)
    cover = models.ForeignKey(
        "blog.Image",
        verbose_name=_("cover picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    authors = models.ManyToManyField(
        "blog.Author", verbose_name=_("authors"), through="blog.Byline", related_name="articles"
    )
    topics = models.ManyToManyField(
        "blog.Topic", verbose_name=_("topics"), through="blog.ArticleTopic", related_name="articles"
    )
    related = models.ManyToManyField(
        "self",
        verbose_name=_("related articles"),
        through="blog.RelatedArticle",
        through_fields=("article", "other"),
        symmetrical=False,
        related_name="+",
    )
    series = models.ForeignKey(
        "blog.Series",
        verbose_name=_("series"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
    )
    part = models.PositiveSmallIntegerField(_("part"), null=True, blank=True)
    publish_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        help_text=_("Leave empty to publish now. A time in the future schedules the article."),
    )
    end_at = models.DateTimeField(_("visible until"), null=True, blank=True)
    trashed_at = models.DateTimeField(_("put in the trash"), null=True, blank=True)
    featured = models.BooleanField(_("featured"), default=False)
    comments_open = models.BooleanField(_("comments open"), default=True)
    comments_close_after_days = models.PositiveSmallIntegerField(
        _("close comments after days"), null=True, blank=True
    )
    copyright_line = models.CharField(
        _("copyright line"),
        max_length=200,
        blank=True,
        help_text=_("The practice’s own line is used when this is empty."),
    )
    search_description = models.CharField(
        _("description for search engines"), max_length=200, blank=True
    )
    social_image = models.ForeignKey(
        "blog.Image",
        verbose_name=_("picture for social media"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    discussion_questions = models.JSONField(_("discussion questions"), default=list, blank=True)

    body_html = models.TextField(editable=False, blank=True)
    body_text = models.TextField(editable=False, blank=True)
    contents = models.JSONField(editable=False, default=list)
    reading_minutes = models.PositiveSmallIntegerField(editable=False, default=1)
    renderer_version = models.PositiveSmallIntegerField(editable=False, default=0)
    search_vector = models.GeneratedField(
        expression=weighted_vector(), output_field=SearchVectorField(), db_persist=True
    )

    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed for readers"), null=True, editable=False)
    live_version = models.ForeignKey(
        ArticleVersion, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    # Annotations of `for_reading`, of a search and of the admin's list; absent elsewhere.
    previous_row: dict[str, Any] | None
    next_row: dict[str, Any] | None
    part_rows: list[dict[str, Any]]
    chosen_rows: list[dict[str, Any]]
    similar_rows: list[dict[str, Any]]
    said_rows: list[list[Any]]
    original: str
    found_words: list[str]
    headline: str
    newest_version_id: int | None
    change_waits_for: datetime | None
    listed: Any

    class Meta:
        abstract = True

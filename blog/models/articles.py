"""Articles: what readers see now, copied from a version when somebody publishes it."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.models.article_queries import ArticleManager, ArticleQuerySet
from blog.models.versions import ArticleVersion
from blog.search import weighted_vector


class ArticleState(models.TextChoices):
    """Where an article stands, as an editor says it."""

    DRAFT = "draft", _("draft")
    SCHEDULED = "scheduled", _("scheduled")
    LIVE = "live", _("live")
    ENDED = "ended", _("ended")
    TRASHED = "trashed", _("in the trash")


class Article(models.Model):
    """A text on the site from the moment in `publish_at`; empty is a draft."""

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
    publish_at = models.DateTimeField(_("publish at"), null=True, blank=True)
    end_at = models.DateTimeField(_("visible until"), null=True, blank=True)
    trashed_at = models.DateTimeField(_("put in the trash"), null=True, blank=True)
    featured = models.BooleanField(_("featured"), default=False)
    comments_open = models.BooleanField(_("comments open"), default=True)
    comments_close_after_days = models.PositiveSmallIntegerField(
        _("close comments after days"), null=True, blank=True
    )
    copyright_line = models.CharField(_("copyright line"), max_length=200, blank=True)
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

    # Annotations of `for_reading`; absent elsewhere.
    previous_id: int | None
    next_id: int | None
    chosen_ids: list[int]
    similar_ids: list[int]

    objects = ArticleManager.from_queryset(ArticleQuerySet)()

    class Meta:
        ordering = ["-publish_at", "-pk"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [("publish_article", _("Can publish articles"))]
        indexes = [
            models.Index(
                fields=["-publish_at", "-id"],
                name="articles_newest_first",
                condition=Q(trashed_at=None, publish_at__isnull=False),
            ),
            GinIndex(fields=["search_vector"], name="articles_search"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article_detail", args=[self.slug])

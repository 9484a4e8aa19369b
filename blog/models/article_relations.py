"""What an article is connected to, each at its place in an order the author chose."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from blog.models.articles import Article


class OrderedRelation(models.Model):
    """A row of an article at its place; `target` names the field that points elsewhere."""

    position = models.PositiveSmallIntegerField()

    target: ClassVar[str]

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position + 1}. {getattr(self, self.target)}"

    @classmethod
    def place(cls, article: "Article", ids: Sequence[int]) -> None:
        """Replace the rows of the article by these, in this order; what is gone is left out.

        Rows that stand as they should stay: every list is made anew when one of them changes. Only
        concrete rows have an `article`, which the type checker cannot see from here.
        """
        rows = cls._default_manager.filter(article=article)  # type: ignore[misc] # of each child
        target: Any = cls._meta.get_field(cls.target).related_model
        existing = target._default_manager.in_bulk(ids)
        kept = [pk for pk in dict.fromkeys(ids) if pk in existing]
        if kept == list(rows.order_by("position").values_list(f"{cls.target}_id", flat=True)):
            return
        rows.delete()
        cls._default_manager.bulk_create(
            cls(article=article, position=position, **{cls.target: existing[pk]})  # type: ignore[misc] # the same
            for position, pk in enumerate(kept)
        )


class Byline(OrderedRelation):
    """The name of one author above one article."""

    article = models.ForeignKey("blog.Article", on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey("blog.Author", on_delete=models.PROTECT, related_name="bylines")

    target = "author"

    class Meta(OrderedRelation.Meta):
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        indexes = [models.Index(fields=["author", "article"], name="articles_of_author")]
        constraints = [
            models.UniqueConstraint(fields=["article", "author"], name="one_byline_each")
        ]


class ArticleTopic(OrderedRelation):
    """One topic of one article; the first is the main one."""

    article = models.ForeignKey(
        "blog.Article", on_delete=models.CASCADE, related_name="article_topics"
    )
    topic = models.ForeignKey("blog.Topic", on_delete=models.PROTECT, related_name="article_topics")

    target = "topic"

    class Meta(OrderedRelation.Meta):
        verbose_name = _("topic of an article")
        verbose_name_plural = _("topics of articles")
        indexes = [models.Index(fields=["topic", "article"], name="articles_of_topic")]
        constraints = [models.UniqueConstraint(fields=["article", "topic"], name="one_topic_each")]


class RelatedArticle(OrderedRelation):
    """An article that the author recommends below another one."""

    article = models.ForeignKey(
        "blog.Article", on_delete=models.CASCADE, related_name="recommendations"
    )
    other = models.ForeignKey(
        "blog.Article", on_delete=models.CASCADE, related_name="recommended_in"
    )

    target = "other"

    class Meta(OrderedRelation.Meta):
        verbose_name = _("related article")
        verbose_name_plural = _("related articles")
        constraints = [
            models.UniqueConstraint(fields=["article", "other"], name="one_relation_each")
        ]

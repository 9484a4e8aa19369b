"""What an article is connected to, each at its place in an order the author chose."""

from django.db import models


class Byline(models.Model):
    """The name of one author above one article, at its place in the order."""

    article = models.ForeignKey("blog.Article", on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey("blog.Author", on_delete=models.PROTECT, related_name="bylines")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "author"], name="one_byline_each")
        ]


class ArticleTopic(models.Model):
    """One topic of one article; position 0 is the main one."""

    article = models.ForeignKey(
        "blog.Article", on_delete=models.CASCADE, related_name="article_topics"
    )
    topic = models.ForeignKey("blog.Topic", on_delete=models.PROTECT, related_name="article_topics")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["article", "topic"], name="one_topic_each")]


class RelatedArticle(models.Model):
    """An article that the author recommends below another one."""

    article = models.ForeignKey(
        "blog.Article", on_delete=models.CASCADE, related_name="recommendations"
    )
    other = models.ForeignKey("blog.Article", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "other"], name="one_relation_each")
        ]

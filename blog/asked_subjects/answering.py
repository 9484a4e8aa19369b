"""Which article answers a question, as readers see it below a comment."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from blog.models import Article


def answering_article() -> Subquery:
    """Return of each comment the public article that answers its subject: its title and slug."""
    answers = Article.objects.published().filter(asked_subject__questions__comment=OuterRef("pk"))
    return Subquery(answers.values(card=JSONObject(title="title", slug="slug"))[:1])

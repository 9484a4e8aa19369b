"""Authors, topics and series by their names: where a search leads to besides articles."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from blog.models import Article, Author, Series, Topic
from coaching_site.database.word_search import beginnings, begins_with, words_of

MOST_OF_A_KIND = 4
# What each kind is called, the field that holds its name, and the one by which articles lead to it.
KINDS = (
    (_("Author"), Author, "name", "authors"),
    (_("Topic"), Topic, "name", "topics"),
    (_("Series"), Series, "title", "series"),
)


def find_by_name(text: str) -> list[tuple[str, Author | Topic | Series]]:
    """Return what has these words in its name and something to read, each with its kind."""
    words = beginnings(text)
    found: list[tuple[str, Author | Topic | Series]] = []
    for kind, model, field, relation in KINDS if words else ():
        articles = Article.objects.published().filter(**{relation: OuterRef("pk")})
        rows = model._default_manager.alias(words=words_of(field)).filter(words=begins_with(words))
        found += [(str(kind), row) for row in rows.filter(Exists(articles))[:MOST_OF_A_KIND]]
    return found

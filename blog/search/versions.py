"""What an author looks for in the list of articles: in the live text and in the newest one."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from blog.models import Article
from blog.uses.articles import current_versions
from coaching_site.database.word_search import beginnings, begins_with, with_words

# Fewer than in `with_words`: each costs a look at a column as large as a text.
COMMON_FROM = 2_000


def with_words_in_texts(articles: QuerySet[Article], text: str) -> QuerySet[Article]:
    """Keep the articles of which title, summary, live or newest text has all these words.

    As in `with_words`, rare matches are fetched first, and commoner ones are met along the list.
    """
    words = beginnings(text)
    if not words:
        return articles.none()
    versions = current_versions().filter(words=begins_with(words)).order_by()
    few = list(versions.values_list("article", flat=True)[:COMMON_FROM])
    if len(few) == COMMON_FROM:
        return articles.filter(Exists(versions.filter(article=OuterRef("pk"))))
    named = ("title", "summary")
    return with_words(articles, text, named, otherwise=Q(pk__in=few))

"""The draft that begins with what readers ask."""

from django.db import transaction
from django.template.loader import render_to_string

from blog.asked_subjects.quoting import quote_of
from blog.models import Article, ArticleState, AskedSubject, FormerSlug
from blog.models.article_content import ArticleContent
from coaching_site.accounts.models import User
from coaching_site.rich_text.tidying.steps import tidy

MOST_QUOTED = 30


@transaction.atomic
def article_about(subject: AskedSubject, *, by: User) -> tuple[Article, bool]:
    """Return the article of a subject, a new draft where there is none.

    One that lies in the trash is no longer the one. The second value tells whether it is new.
    """
    rows = AskedSubject.objects.select_for_update(of=["self"]).select_related("article")
    article = rows.get(pk=subject.pk).article
    if article and article.state != ArticleState.TRASHED:
        return article, False
    subject.article = Article.start(_first_content(subject, by), by=by)
    subject.save(update_fields=["article"])
    return subject.article, True


def _first_content(subject: AskedSubject, by: User) -> ArticleContent:
    """Quote the newest questions, signed by nobody; the article by who starts it."""
    newest = subject.questions.quoted().newest_first().select_related("comment")[:MOST_QUOTED]
    quotes = [quote_of(question.comment) for question in newest]
    html = render_to_string("blog/asked_subjects/quotes.html", {"quotes": quotes})
    author = getattr(by, "author", None)
    return ArticleContent(
        title=subject.title,
        slug=FormerSlug.objects.free_slug(Article(), subject.title),
        body=tidy(html, subject.title).html,
        authors=(author.pk,) if author else (),
    )

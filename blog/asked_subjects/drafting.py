"""The draft that begins with what readers ask."""

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext

from blog.asked_subjects.quoting import digest_of, quote_of
from blog.models import Article, ArticleState, AskedQuote, AskedSubject, Comment, FormerSlug
from blog.models.article_content import ArticleContent
from blog.models.asked_subjects import AskedSubjectError
from coaching_site.accounts.models import User
from coaching_site.http.slugs import take_turn
from coaching_site.rich_text.tidying.steps import tidy

MOST_QUOTED = 30


@transaction.atomic
def article_about(subject: AskedSubject, *, by: User) -> tuple[Article, bool]:
    """Return the article of a subject, a new draft where there is none.

    One that lies in the trash is no longer the one. The second value tells whether it is new.
    Raises AskedSubjectError for a subject that is gone.
    """
    # Before the subject, as where a typed title is looked up.
    take_turn()
    held = AskedSubject.objects.select_for_update().filter(pk=subject.pk).first()
    if held is None:
        raise AskedSubjectError(gettext("This subject is gone."))
    article = held.article
    if article and article.state != ArticleState.TRASHED:
        return article, False
    quotes = _quotes(subject)
    subject.article = Article.start(_first_content(subject, [*quotes.values()], by), by=by)
    subject.save(update_fields=["article"])
    AskedQuote.objects.bulk_create(
        AskedQuote(comment=comment, article=subject.article, digest=digest_of("".join(lines)))
        for comment, lines in quotes.items()
    )
    return subject.article, True


def _quotes(subject: AskedSubject) -> dict[Comment, list[str]]:
    """Return the lines of the newest questions, held so that none is erased meanwhile."""
    questions = subject.questions.order_by("comment").select_related("comment")
    list(questions.select_for_update(of=["comment"], no_key=True))
    newest = subject.questions.quoted().newest_first().select_related("comment")[:MOST_QUOTED]
    return {question.comment: quote_of(question.comment) for question in newest}


def _first_content(subject: AskedSubject, quotes: list[list[str]], by: User) -> ArticleContent:
    """Begin with the questions, signed by nobody; the article by who starts it."""
    html = render_to_string("blog/asked_subjects/quotes.html", {"quotes": quotes})
    author = getattr(by, "author", None)
    return ArticleContent(
        title=subject.title,
        slug=FormerSlug.objects.free_slug(Article(), subject.title),
        body=tidy(html, subject.title).html,
        authors=(author.pk,) if author else (),
    )

"""The hidden field that remembers which article a visitor came from."""

from typing import Any

from django import forms
from django.core.validators import slug_re

from blog.models import Article


def article_named(slug: str) -> Article | None:
    """Return the article that any visitor may read under this slug; drafts do not exist here."""
    if not slug_re.fullmatch(slug):
        return None
    return Article.objects.published().only("title", "slug").filter(slug=slug).first()


class CameFromArticleField(forms.CharField):
    """Holds the slug of an article; what names none is left out, since no visitor typed it."""

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    # Unlike Django's field: what was sent is a slug, what counts is the article.
    def to_python(self, value: Any) -> Article | None:  # type: ignore[override] # see above
        return article_named(super().to_python(value) or "")

    def run_validators(self, value: Any) -> None:
        """Leave the slug unjudged; a field that nobody sees has nothing to say."""

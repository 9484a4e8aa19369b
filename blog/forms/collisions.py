"""Two people who write in one article: what the one saved while the other was typing."""

from dataclasses import dataclass, fields, replace
from typing import Any

from blog.comparing import FieldDifference, compare_contents
from blog.models import ArticleVersion
from blog.models.article_content import ArticleContent


@dataclass(frozen=True, slots=True)
class Collision:
    """A version that is newer than the one a text was typed on, and how the two differ."""

    newer: ArticleVersion
    differences: list[FieldDifference]

    @classmethod
    def between(cls, newer: ArticleVersion, typed: dict[str, Any]) -> "Collision":
        """Compare what was typed, by the names of a content; what cannot be read is left out."""
        theirs = newer.read()
        known = {field.name for field in fields(ArticleContent)}
        yours = replace(theirs, **{name: typed[name] for name in known & typed.keys()})
        return cls(newer, compare_contents(theirs, yours))

"""What stands below an article: the way to ask for what it was about."""

from typing import Any

from coaching_site.pieces import joined
from coaching_site.slots import fill_slot
from contact.models.offers import rows_at_the_end
from contact.presenters import call_to_ask


def offers_at_the_end(article: Any) -> str:
    """Return a call for each offer that names the article, or else for the default one."""
    rows = article.offer_rows
    named = [row for row in rows if row["names_article"]]
    return joined([call_to_ask(row, article) for row in named or rows[:1]])


fill_slot(
    "article_end",
    offers_at_the_end,
    columns=lambda: {"offer_rows": rows_at_the_end()},
)

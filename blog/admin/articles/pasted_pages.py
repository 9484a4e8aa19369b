"""What is offered after a whole web page was pasted: sentences for static/js/article/takeover.js."""

from django.urls import reverse
from django.utils.translation import gettext as _


def takeover_texts(*, may_add_authors: bool) -> dict[str, str]:
    """Return the sentences, with places such as `{text}`; and where an author is made."""
    return {
        "heading": _("From the page that you pasted"),
        "date": _("This looks like a date: “{text}”."),
        "names": _("This looks like a name: “{text}”."),
        "rights": _("This looks like a copyright line: “{text}”."),
        "leftover": _("This belongs to the page, not to the text: “{text}”."),
        "take": _("Take over"),
        "taken": _("Taken over: {value}"),
        "remove": _("Take away"),
        "removed": _("Taken away: “{text}”"),
        "undo": _("Undo"),
        "noAuthor": _("“{name}” is not among the authors yet."),
        "makeAuthor": _("Make this author (new tab)"),
        "addAuthor": reverse("admin:blog_author_add") if may_add_authors else "",
        "close": _("Close"),
    }

"""Lists of requests that somebody of the practice looks at again and again."""

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

NAME_LENGTH = 40
QUERY_LENGTH = 500
# What was searched may be somebody's name, as may a column that nobody offers to narrow by.
KEPT = {
    "show", "answer", "assignee", "year", "erasing", "o",
    "state__exact", "role__exact", "offer__id__exact",
}  # fmt: skip


class SavedList(models.Model):
    """What one account narrowed the list of requests to, under a name of its own."""

    MOST = 12  # of an account: as many as can be taken in above a list

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="saved_lists_of_requests",
    )
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    query = models.CharField(max_length=QUERY_LENGTH)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("saved list")
        verbose_name_plural = _("saved lists")
        constraints = [
            models.UniqueConstraint(fields=["account", "name"], name="saved_list_has_one_name")
        ]

    def __str__(self) -> str:
        return self.name


def query_to_keep(query: str) -> str:
    """Return what of the end of an address says which list it is, always in the same order."""
    asked = QueryDict(query).lists()
    return urlencode(sorted(pair for pair in asked if pair[0] in KEPT), doseq=True)

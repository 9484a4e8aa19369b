"""Where an article stands, in words."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from blog.models import ArticleState
from coaching_site.time.moments import in_words


def state_details(row: Any) -> list[str]:
    """Return what the word for the state leaves open.

    `row` is an article as `with_newest_version` and `with_waiting_change` annotate it.
    """
    details = []
    if row.state == ArticleState.SCHEDULED:
        details.append(in_words(row.publish_at))
    elif row.state == ArticleState.LIVE:
        details.append(date_format(timezone.localtime(row.publish_at), "DATE_FORMAT"))
    elif row.erased_at:
        details.append(gettext("erased on %(moment)s") % {"moment": in_words(row.erased_at)})
    if row.change_waits_for:
        words = gettext("change waits for %(moment)s")
        details.append(words % {"moment": in_words(row.change_waits_for)})
    elif row.publish_at and row.newest_version_id != row.live_version_id:
        details.append(gettext("with unpublished changes"))
    return details

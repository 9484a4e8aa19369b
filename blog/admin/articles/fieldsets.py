"""The folds beside the text of an article: what each holds, and how it reads when closed."""

from django.utils.translation import gettext_lazy as _

from coaching_site.versions.admin.folds import Fold, fieldsets_of

WRITING = ("title", "summary", "body", "based_on")

FOLDS = (
    Fold(
        "publication",
        _("Publication"),
        ("publish_at", "change_at", "end_at", "note"),
        is_open=True,
        words={
            "publish_at": _("from {value}"),
            "change_at": _("changes from {value}"),
            "end_at": _("until {value}"),
            "note": "“{value}”",
        },
        nothing=_("as soon as you publish"),
    ),
    Fold(
        "who",
        _("Who and what"),
        ("bylines", "chosen_topics", "series", "part"),
        is_open=True,
        words={
            "bylines": "{value}",
            "chosen_topics": "{value}",
            "series": "{value}",
            "part": _("part {value}"),
        },
        nothing=_("no name, no topic"),
    ),
    Fold(
        "image",
        _("Picture"),
        ("cover",),
        is_open=True,
        words={"cover": "{value}"},
        nothing=_("no picture"),
    ),
    Fold(
        "sharing",
        _("Found and shared"),
        ("slug", "search_title", "search_description", "social_image"),
        template="admin/blog/article/_sharing.html",
        words={
            "slug": "/{value}/",
            "search_title": _("own title"),
            "search_description": _("own description"),
            "social_image": _("own picture"),
        },
        nothing=_("address made of the title"),
    ),
    Fold(
        "below",
        _("Below the text"),
        ("questions", "related_articles", "copyright_line", "featured"),
        words={
            "questions": _("questions: {count}"),
            "related_articles": _("read on: {count}"),
            "copyright_line": _("own copyright line"),
            "featured": _("featured"),
        },
        nothing=_("nothing filled in"),
    ),
    Fold(
        "comments",
        _("Comments"),
        ("conversation", "comments_close_after_days", "holds"),
        words={
            "conversation": "{value}",
            "comments_close_after_days": _("until {value} days after publication"),
            "holds": "{value}",
        },
        nothing=_("as set for the site"),
    ),
)

FIELDSETS = fieldsets_of(WRITING, FOLDS)

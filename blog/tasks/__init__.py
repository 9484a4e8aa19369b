"""Jobs of the blog, one module for each noun; procrastinate finds them here."""

from blog.tasks import (
    asked_subjects,
    comments,
    images,
    notices,
    presences,
    rendering,
    trash,
    versions,
)

__all__ = [
    "asked_subjects",
    "comments",
    "images",
    "notices",
    "presences",
    "rendering",
    "trash",
    "versions",
]

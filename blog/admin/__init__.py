"""Where the author works."""

from blog.admin import subjects
from blog.admin.articles import article_admin as articles
from blog.admin.asked_subjects import subject_admin as asked_subjects
from blog.admin.comments import blocked_addresses
from blog.admin.comments import comment_admin as comments
from blog.admin.comments import settings_admin as comment_settings
from blog.admin.images import image_admin as images

__all__ = [
    "articles",
    "asked_subjects",
    "blocked_addresses",
    "comment_settings",
    "comments",
    "images",
    "subjects",
]

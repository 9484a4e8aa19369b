"""Where the author works."""

from blog.admin import articles, comments, images, subjects

__all__ = ["articles", "comments", "images", "subjects"]

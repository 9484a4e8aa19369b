"""Where the author works."""

from blog.admin import articles, images, subjects

__all__ = ["articles", "images", "subjects"]

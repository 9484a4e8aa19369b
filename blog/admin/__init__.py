"""Where the author works."""

from blog import block_uses
from blog.admin import articles, comments, images, subjects

__all__ = ["articles", "block_uses", "comments", "images", "subjects"]

"""Jobs of the blog, one module for each noun; procrastinate finds them here."""

from blog.tasks import versions

__all__ = ["versions"]

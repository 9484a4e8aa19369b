"""Jobs of the blog, one module for each noun; procrastinate finds them here."""

from blog.tasks import presences, trash, versions

__all__ = ["presences", "trash", "versions"]

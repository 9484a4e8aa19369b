"""Jobs of the blog, one module for each noun; procrastinate finds them here."""

from blog.tasks import presences, versions

__all__ = ["presences", "versions"]

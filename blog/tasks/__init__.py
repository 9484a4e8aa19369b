"""Jobs of the blog, one module for each noun; procrastinate finds them here."""

from blog.tasks import presences, rendering, trash, versions

__all__ = ["presences", "rendering", "trash", "versions"]

"""Jobs of the blog, one module for each noun; procrastinate finds them here."""

from blog.tasks import images, presences, rendering, trash, versions

__all__ = ["images", "presences", "rendering", "trash", "versions"]

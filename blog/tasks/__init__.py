"""Jobs of the blog, one module for each noun; procrastinate finds them here."""

from blog.tasks import comments, images, presences, rendering, trash, versions

__all__ = ["comments", "images", "presences", "rendering", "trash", "versions"]

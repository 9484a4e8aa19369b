"""Jobs of the blog, one module for each noun; procrastinate finds them here."""

from blog.tasks import comments, images, notices, presences, rendering, trash, versions

__all__ = ["comments", "images", "notices", "presences", "rendering", "trash", "versions"]

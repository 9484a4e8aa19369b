"""The blog: articles and what is said about them."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    """Articles, versions, authors, topics, series, images and comments."""

    name = "blog"
    verbose_name = _("Articles and comments")

    def ready(self) -> None:
        """Have the files of an image go with its row, and give the site what it needs to know."""
        import_module("blog.images.erasing")  # models are not there before
        import_module("blog.hooks").register()

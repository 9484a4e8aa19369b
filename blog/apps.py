"""The blog: articles and what is said about them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    """Articles, versions, authors, topics, series, images and comments."""

    name = "blog"
    verbose_name = _("Articles and comments")

    def ready(self) -> None:
        """Have the files of an image go with its row."""
        import blog.images.erasing  # noqa: F401, PLC0415 (its models are not there before)

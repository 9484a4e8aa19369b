"""The blog: articles and what is said about them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    """Articles, versions, authors, topics, series, images and comments."""

    name = "blog"
    verbose_name = _("Articles and comments")

    def ready(self) -> None:
        """Give the other apps what they may ask for; models exist only now."""
        from blog import hooks  # noqa: PLC0415

        hooks.register()

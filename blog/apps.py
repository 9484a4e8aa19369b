"""The blog: articles and what is said about them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    """Articles, versions, authors, topics, series, pictures and comments."""

    name = "blog"
    verbose_name = _("Articles and comments")

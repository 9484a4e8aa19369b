"""The demo: a practice that does not exist, to see the site at work."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Content and accounts that only `make demo` loads."""

    name = "demo"

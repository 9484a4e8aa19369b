"""Addresses whose code is loaded when one of them is asked for: readers need no admin."""

from django.urls.resolvers import RoutePattern, URLResolver


class LateResolver(URLResolver):
    """The addresses of a namespace, below a prefix.

    Django would load them before it builds any address at all, also one outside the namespace.
    """

    def _populate(self) -> None:
        """Tell the addresses above nothing: they need the namespace, which they know already."""


def late_namespace(route: str, module: str, namespace: str) -> LateResolver:
    """Return what `path(route, include(module))` does, for a module whose app has this name."""
    pattern = RoutePattern(route, is_endpoint=False)
    return LateResolver(pattern, module, app_name=namespace, namespace=namespace)

"""Addresses whose code is loaded when one of them is asked for: readers need no admin."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.http import HttpRequest, HttpResponse
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


class LateViews:
    """The views of a module that is loaded when one of them is asked."""

    def __init__(self, module: str) -> None:
        self.module = module

    def __getattr__(self, name: str) -> Callable[..., HttpResponse]:
        def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            answer: HttpResponse = getattr(import_module(self.module), name)(
                request, *args, **kwargs
            )
            return answer

        return view

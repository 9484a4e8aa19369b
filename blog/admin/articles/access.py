"""Who may do what with articles, and how their buttons are pressed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import user_passes_test
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from blog.models import Article

type View = Callable[..., HttpResponse]


def can_view(user: Any) -> bool:
    """Tell whether this person may read what is not public yet."""
    return bool(user.has_perm("blog.view_article")) or can_change(user)


def can_add(user: Any) -> bool:
    """Tell whether this person may start an article."""
    return bool(user.has_perm("blog.add_article"))


def can_change(user: Any) -> bool:
    """Tell whether this person may write; readers see nothing of it yet."""
    return bool(user.has_perm("blog.change_article"))


def can_publish(user: Any) -> bool:
    """Tell whether this person decides what readers see."""
    return bool(user.has_perm("blog.publish_article"))


def can_throw_away(user: Any, article: Article) -> bool:
    """Tell whether this person may: a draft by who writes, the rest by who publishes."""
    return (article.publish_at is None and can_change(user)) or can_publish(user)


def requires(allowed: Callable[[Any], bool]) -> Callable[[View], View]:
    """Answer 403 to who is not allowed to use a view."""

    def check(user: Any) -> bool:
        if not allowed(user):
            raise PermissionDenied
        return True

    return user_passes_test(check)


def require_button(view: View) -> View:
    """Take a step by POST alone; who comes by its address gets the form of the article.

    So does who had to sign in again: the sign-in leads back to the address of the button.
    """

    @wraps(view)
    def pressed(request: HttpRequest, pk: int) -> HttpResponse:
        if request.method != "POST":
            return redirect("admin:blog_article_change", pk)
        return view(request, pk)

    return pressed

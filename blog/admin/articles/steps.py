"""Steps that an article takes at the press of a button."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

type Step[Admin] = Callable[Concatenate[Admin, HttpRequest, int, ...], HttpResponse]


def only_pressed[Admin](step: Step[Admin]) -> Step[Admin]:
    """Take a step by POST alone; who comes by its address gets the form of the article.

    So does who had to sign in again: the sign-in leads back to the address of the button.
    """

    @wraps(step)
    def pressed(self: Admin, request: HttpRequest, pk: int, **more: Any) -> HttpResponse:
        if request.method != "POST":
            return redirect("admin:blog_article_change", pk)
        return step(self, request, pk, **more)

    return pressed

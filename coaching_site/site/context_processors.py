"""What every template may use without asking."""

from django.http import HttpRequest

from coaching_site.frame import Frame


def site(request: HttpRequest) -> dict[str, object]:
    """Give the frame; a template that does not use it costs no query."""
    return {"frame": Frame(request)}

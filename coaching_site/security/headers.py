"""The headers by which browsers protect visitors, on whatever the site answers."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.security import SecurityMiddleware

# No page asks for any of these, so what got into one cannot either.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb",
    )
)  # fmt: skip


class SecurityHeadersMiddleware(SecurityMiddleware):
    """Adds Django's headers and two of our own, also to what other middleware answers.

    It stands above Django's own, which goes on leading visitors to https: a host that it refuses
    on the way is answered above it.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Lead nowhere."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> Any:
        """Add what the view did not say itself.

        Static files are the same for everyone, and link previews show pictures among them.
        """
        is_static = request.path.startswith(settings.STATIC_URL)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault(
            "Cross-Origin-Resource-Policy", "cross-origin" if is_static else "same-origin"
        )
        return super().process_response(request, response)

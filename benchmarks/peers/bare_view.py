"""A Django view that answers `PAGE_BYTES` constant bytes: no middleware, no database, no template.

It says how many bytes come, which Django leaves to a middleware, as the site's answers do.
"""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

PAGE = b"x" * int(os.environ["PAGE_BYTES"])

settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[])


def page(_request: HttpRequest) -> HttpResponse:
    """Answer the same to everyone."""
    return HttpResponse(PAGE, headers={"Content-Length": os.environ["PAGE_BYTES"]})


urlpatterns = [path("", page)]
application = get_wsgi_application()

"""A Django view behind the middleware of `startproject` that reads one row from PostgreSQL.

It answers `PAGE_BYTES` bytes; the row is a topic of the database in `DATABASE_URL`.
"""

import os
from pathlib import Path

import environ
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

PAGE = "x" * int(os.environ["PAGE_BYTES"])

settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="only-for-benchmarks",  # noqa: S106 (of a server that nobody else reaches)
    DATABASES={"default": environ.Env().db_url() | {"CONN_MAX_AGE": 60}},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
)
application = get_wsgi_application()

from django.db import models  # noqa: E402 (models need what was configured above)


class Topic(models.Model):
    """A table that is there already."""

    name = models.CharField(max_length=100)

    class Meta:
        managed = False
        app_label = Path(__file__).stem
        db_table = "blog_topic"

    def __str__(self) -> str:
        return self.name


def page(_request: HttpRequest) -> HttpResponse:
    """Answer the row, filled up to the bytes of a page."""
    topic = Topic.objects.order_by("pk")[0]
    return HttpResponse(topic.name + PAGE[len(topic.name) :])


urlpatterns = [path("", page)]

"""Wagtail with the same articles, where `make bench-peers` installed it."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from benchmarks.database import address_of
from benchmarks.rows import SLUGS_BY_COMMENTS
from benchmarks.servers import PEERS
from blog.models import Article, Comment, Image

PYTHON = settings.BASE_DIR / ".venv-peers" / "bin" / "python"


@contextmanager
def wagtail() -> Iterator[dict[str, str]]:
    """Fill a second database; give the environment in which Wagtail uses it."""
    name = f"{connection.settings_dict['NAME']}_wagtail"
    with tempfile.TemporaryDirectory() as folder, connection.cursor() as cursor:
        environment = os.environ | {
            "DATABASE_URL": address_of(name),
            "DJANGO_SETTINGS_MODULE": "wagtail_site.settings",
            "MEDIA_ROOT": folder,
            "PYTHONPATH": str(PEERS),
        }
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            subprocess.run(
                [PYTHON, "-m", "wagtail_site.filling"],
                check=True,
                env=environment,
                input=json.dumps(_content(), cls=DjangoJSONEncoder),
                text=True,
            )
            yield environment
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _content() -> dict[str, Any]:
    """Return the articles that readers see, and the comments on the two that are measured."""
    approved = Comment.objects.filter(
        article__slug__in=SLUGS_BY_COMMENTS.values(), state="approved"
    )
    return {
        "image": Image.objects.earliest("pk").file.path,
        "articles": list(
            Article.objects.published().values("title", "slug", "summary", "body", "publish_at")
        ),
        "comments": list(approved.values("article__slug", "name", "text", "created_at")),
    }

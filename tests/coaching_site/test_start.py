"""What gunicorn loads before it forks its workers."""

import os
import re
import subprocess
import sys

from django.conf import settings

WATCH = """
from coaching_site.outages.watchdog import Watchdog
from coaching_site.page_cache.layer import PageCache
from coaching_site.wsgi import application
print(isinstance(application, Watchdog), isinstance(application.application, PageCache))
print(application.is_stuck == application.application.database_is_stuck)
"""
BEFORE_THE_FORK = """
import sys
import threading
from coaching_site.wsgi import application
from django.db import connections
initialized = connections.all(initialized_only=True)
print("blog.views.articles" in sys.modules)
print(threading.active_count(), [each.alias for each in initialized if each.connection])
"""


def said_by(script: str, *arguments: str) -> list[str]:
    """Return the lines that a new process wrote."""
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "coaching_site.settings"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()


def test_workers_are_forked_from_a_process_that_loaded_the_views_and_connected_nothing() -> None:
    settings_of_gunicorn = subprocess.run(
        [sys.executable, "-m", "gunicorn", "--print-config", "coaching_site.wsgi"],
        cwd=settings.BASE_DIR,
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    assert re.search(r"^preload_app += True$", settings_of_gunicorn, re.MULTILINE)
    assert said_by(BEFORE_THE_FORK) == ["True", "1 []"]


def test_requests_are_freed_from_a_database_that_is_stuck() -> None:
    assert said_by(WATCH) == ["True True", "True"]

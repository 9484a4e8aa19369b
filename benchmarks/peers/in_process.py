"""What pages cost the site that `DJANGO_SETTINGS_MODULE` names, asked in this process; prints JSON.

`python in_process.py <path> …`. The site and Wagtail run it alike, each by its own Python.
"""

import json
import sys
import time
from typing import Any
from wsgiref.util import setup_testing_defaults

import psutil
from django.core.wsgi import get_wsgi_application
from django.db import connection

WARMING, REQUESTS = 30, 100

application = get_wsgi_application()
connection.settings_dict["CONN_MAX_AGE"] = None  # one backend, whose time is taken


def ask(path: str) -> int:
    """Ask for a page; return its bytes, or leave with an error when it is no success."""
    environment = {"PATH_INFO": path, "HTTP_HOST": "127.0.0.1"}
    setup_testing_defaults(environment)
    response: Any = application(environment, lambda *_said: None)
    size = sum(len(chunk) for chunk in response)
    response.close()
    if response.status_code != 200:
        sys.exit(f"{path} answers {response.status_code}.")
    return size


def queries_of(path: str) -> int:
    """Return how many queries a page makes."""
    asked = []

    def note(execute: Any, *query: Any) -> Any:
        asked.append(query)
        return execute(*query)

    with connection.execute_wrapper(note):
        ask(path)
    return len(asked)


def measure(path: str) -> dict[str, float]:
    """Return the processor's milliseconds of this process and of its PostgreSQL, queries, bytes."""
    for _request in range(WARMING):
        size = ask(path)
    queries = queries_of(path)
    backend = psutil.Process(connection.connection.info.backend_pid)
    here, there = time.process_time(), sum(backend.cpu_times()[:2])
    for _request in range(REQUESTS):
        ask(path)
    here, there = time.process_time() - here, sum(backend.cpu_times()[:2]) - there
    process, database = 1_000 * here / REQUESTS, 1_000 * there / REQUESTS
    return {"process": process, "database": database, "queries": queries, "bytes": size}


if __name__ == "__main__":
    json.dump({path: measure(path) for path in sys.argv[1:]}, sys.stdout)

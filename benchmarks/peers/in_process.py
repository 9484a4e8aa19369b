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


def ask(path: str) -> None:
    """Ask for a page; leave with an error when it is no success."""
    environment = {"PATH_INFO": path, "HTTP_HOST": "127.0.0.1"}
    setup_testing_defaults(environment)
    response: Any = application(environment, lambda *_said: None)
    b"".join(response)
    response.close()
    if response.status_code != 200:
        sys.exit(f"{path} answers {response.status_code}.")


def measure(path: str) -> dict[str, float]:
    """Return the processor's milliseconds of this process and of its PostgreSQL for one request."""
    for _request in range(WARMING):
        ask(path)
    backend = psutil.Process(connection.connection.info.backend_pid)
    here, there = time.process_time(), sum(backend.cpu_times()[:2])
    for _request in range(REQUESTS):
        ask(path)
    here, there = time.process_time() - here, sum(backend.cpu_times()[:2]) - there
    return {"process": 1_000 * here / REQUESTS, "database": 1_000 * there / REQUESTS}


if __name__ == "__main__":
    json.dump([measure(path) for path in sys.argv[1:]], sys.stdout)

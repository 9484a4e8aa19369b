"""The site as it is served, but each answer that Django had to make adds a byte to `COUNT_FILE`.

So the size of that file is a count over all workers, and what the page cache answered is the rest.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any

from coaching_site.wsgi import application

COUNT_FILE = os.open(os.environ["COUNT_FILE"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
django = application.application


def counted(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Count, and answer as the site does."""
    os.write(COUNT_FILE, b".")
    return django(environ, start_response)


application.application = counted

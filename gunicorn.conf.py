"""How gunicorn serves the site; it reads this file in the folder where it is started."""

import gc
import os
from typing import Any

# Workers share what all of them load. One that is forked later has the models and views of before;
# so new code wants a restart.
preload_app = True

# Who waits for the database holds up nobody else: docs/decisions/outages.md has the figures.
worker_class = "gthread"
threads = 4
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))

# By default gunicorn takes SCRIPT_NAME from any visitor whom a proxy on this machine passes on,
# and with it the address at which the site stands.
forwarder_headers = ""

# systemd steers it; a socket for that, in the home folder of whoever starts it, is one way in more.
control_socket_disable = True

# A worker touches a file at every request, to show that it lives; a disk can make it wait for that.
MEMORY = "/dev/shm"  # noqa: S108 (gunicorn makes a file of its own in it)
worker_tmp_dir = MEMORY if os.access(MEMORY, os.W_OK) else None


def pre_fork(server: Any, worker: Any) -> None:
    """Let garbage be collected among what a worker makes itself: looking is writing, and unshares.

    Two workers that showed every kind of page then take 147 MB in all, and not 201
    (https://docs.python.org/3/library/gc.html#gc.freeze).
    """
    gc.freeze()

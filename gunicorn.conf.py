"""How gunicorn serves the site; it reads this file in the folder where it is started."""

import os

# Workers share what all of them load: two take 104 MB in all, and not 119. A worker that is forked
# later has the models and views of before; so new code wants a restart.
preload_app = True

# A worker touches a file at every request, to show that it lives; a disk can make it wait for that.
MEMORY = "/dev/shm"  # noqa: S108 (gunicorn makes a file of its own in it)
worker_tmp_dir = MEMORY if os.access(MEMORY, os.W_OK) else None

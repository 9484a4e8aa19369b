"""How gunicorn serves the site; it reads this file in the folder where it is started."""

from pathlib import Path

# Workers share what all of them load, which saves each a third of its memory. New code is there
# after a restart, not after a reload.
preload_app = True

# A worker touches a file at every request, to show that it lives; a disk can make it wait for that.
MEMORY = Path("/dev/shm")  # noqa: S108 (gunicorn makes a file of its own in it)
worker_tmp_dir = str(MEMORY) if MEMORY.is_dir() else None

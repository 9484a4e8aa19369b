"""The whole site on loopback, as in production, with everything that a fault takes from it."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from django.conf import settings
from django.test import Client

from benchmarks.servers import free_port, site_environment
from coaching_site.accounts.models import User
from demo.processes import stop_group, wait_until_answers
from faults.stage.proxy import nginx_conf
from tests.smtp_server import SmtpServer

FOLDER = settings.VAR_DIR / "faults"
TELEPHONE = "010 123 45 67"
QUEUE = 4096  # connections that wait for gunicorn; what systemd gives a socket
# systemd hands a service its socket as the first free descriptor, and says whom it is for
# (https://www.freedesktop.org/software/systemd/man/latest/sd_listen_fds.html).
ACTIVATION = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ |= {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""

type Process = subprocess.Popen[bytes]


class Stage:
    """nginx, gunicorn, a worker and a mail server around one database; ends with its `with` block.

    gunicorn inherits a socket that is opened before it and outlives it, as a socket unit of systemd
    gives it: who comes while it starts again waits in the queue of that socket.
    """

    def __init__(self, database: str) -> None:
        self.database = database
        self.mail_server = SmtpServer()
        self._running: dict[str, Process] = {}

    def __enter__(self) -> "Stage":
        self.folder = Path(tempfile.mkdtemp(dir=FOLDER))
        self.mail_server.__enter__()
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(self.folder / "web.sock"))
        self._socket.listen(QUEUE)
        self._port = free_port()
        try:
            self._start_nginx()
            self.start_web()
            self.start_worker()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        for process in self._running.values():
            stop_group(process)
        self._socket.close()
        self.mail_server.__exit__()
        shutil.rmtree(self.folder)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def environment(self) -> dict[str, str]:
        """What the site reads; its key is that of this process, so that sessions hold there too."""
        known = site_environment(self.database) | {
            "SECRET_KEY": settings.SECRET_KEY,
            "SITE_URL": self.address,
            "SMTP_URL": f"smtp://127.0.0.1:{self.mail_server.port}",
            "TRUSTED_PROXY_COUNT": "1",
            "MEDIA_ROOT": str(settings.MEDIA_ROOT),
            "PRACTICE_TELEPHONE": TELEPHONE,
        }
        return os.environ | known

    def start_web(self) -> None:
        descriptor = self._socket.fileno()
        gunicorn = ("-m", "gunicorn", "coaching_site.wsgi", "--log-level", "warning")
        self._start(
            "web",
            [sys.executable, "-c", ACTIVATION, str(descriptor), *gunicorn],
            pass_descriptor=descriptor,
        )
        if not wait_until_answers(f"{self.address}/healthz", lambda: self.is_running("web")):
            sys.exit(f"gunicorn does not answer; it said:\n{self.log_of('web')}")

    def start_worker(self) -> None:
        self._start("worker", [sys.executable, "manage.py", "worker"])

    def stop(self, name: str) -> None:
        """Stop "web" or "worker" by TERM, as systemd does."""
        stop_group(self._running.pop(name))

    def is_running(self, name: str) -> bool:
        return self._running[name].poll() is None

    def log_of(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text()

    def web_workers(self) -> list[psutil.Process]:
        return psutil.Process(self._running["web"].pid).children()

    def session(self) -> dict[str, str]:
        """Return the cookies of the practice's own account, signed in."""
        client = Client()
        client.force_login(User.objects.get(username="coach"))
        return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}

    def _start_nginx(self) -> None:
        program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
        if program is None:
            sys.exit("nginx is missing; on Debian `apt-get install nginx-light` brings it.")
        address = self.address.removeprefix("http://")
        written = nginx_conf(address, Path(settings.MEDIA_ROOT), self.folder / "web.sock")
        (self.folder / "nginx.conf").write_text(written)
        log = str(self.folder / "nginx.log")
        self._start("nginx", [program, "-p", str(self.folder), "-c", "nginx.conf", "-e", log])

    def _start(self, name: str, command: list[str], *, pass_descriptor: int | None = None) -> None:
        """Start a process in a group of its own, so that Ctrl-C reaches it through us alone."""
        with (self.folder / f"{name}.log").open("a") as log:
            self._running[name] = subprocess.Popen(
                command,
                cwd=settings.BASE_DIR,
                env=self.environment,
                start_new_session=True,
                pass_fds=[pass_descriptor] if pass_descriptor else [],
                stdout=log,
                stderr=log,
            )


def wait_until(is_so: Callable[[], object], seconds: float) -> float | None:
    """Return after how many seconds something was so, or None if it was not within so many."""
    begun = time.monotonic()
    while (passed := time.monotonic() - begun) < seconds:
        if is_so():
            return passed
        time.sleep(0.1)
    return None

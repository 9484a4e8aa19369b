"""One PostgreSQL server per directory, shared by every process that uses it.

The first to come starts it, the last to leave stops it. Beside the directory `postgres` stand
`postgres.lock` (who uses the server), `postgres.start.lock` (who starts or stops it just now) and
`postgres.log` (what it has to say).
"""

import atexit
import functools
import hashlib
import locale
import multiprocessing
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
from django.db.utils import OperationalError
from psycopg import sql

from . import orphans
from .binaries import program
from .locks import Membership, exclusive
from .ownership import open_passage, server_account

PORT = 5432  # Only a part of the socket's name: no port is opened.
SOCKET = f".s.PGSQL.{PORT}"
LONGEST_SOCKET_PATH = 103  # bytes; Linux takes 107, macOS 103
SUPERUSER = "postgres"
MAINTENANCE_DATABASE = "postgres"  # made by initdb

INITDB_OPTIONS = (
    f"--username={SUPERUSER}",
    "--auth-local=trust",  # the socket lies in a directory that only its owner may enter
    "--auth-host=reject",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",  # the same order of letters on every machine
    "--no-instructions",
)
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_directories": ".",
    "port": PORT,
    "max_connections": 200,
    "shared_buffers": "64MB",
    "log_checkpoints": "off",
    # The log repeats nothing that visitors wrote: no statements, no values of a broken constraint.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


class Server:
    """The server of one data directory, as seen by this process."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.log = directory.with_name(f"{directory.name}.log")
        self._users_path = directory.with_name(f"{directory.name}.lock")
        self._start_path = directory.with_name(f"{directory.name}.start.lock")
        self._databases = {MAINTENANCE_DATABASE}
        self._membership: Membership | None = None
        self._for_child: Membership | None = None
        self._joining = threading.Lock()
        os.register_at_fork(
            before=self._prepare_fork,
            after_in_parent=self._settle_parent,
            after_in_child=self._settle_child,
        )
        atexit.register(self._leave_after_children)

    @property
    def address(self) -> dict[str, Any]:
        """Where and as whom to connect, in the words of libpq."""
        return {"host": str(reachable_path(self.directory)), "port": PORT, "user": SUPERUSER}

    def ensure(self) -> None:
        """Return when the server runs and stays at least until this process leaves.

        Raises:
            OperationalError: It cannot be started; the message names the reason and the log.
        """
        if self._membership and self.answers():
            return
        try:
            self._join()
        except OSError as error:
            message = f"Embedded PostgreSQL in {self.directory} cannot start: {error}."
            raise OperationalError(message) from error

    def ensure_database(self, name: str) -> None:
        """Create the database at its first use ever."""
        if name in self._databases:
            return
        with (
            exclusive(self._start_path),
            psycopg.connect(
                dbname=MAINTENANCE_DATABASE, autocommit=True, connect_timeout=2, **self.address
            ) as connection,
        ):
            query = "SELECT 1 FROM pg_database WHERE datname = %s"
            if not connection.execute(query, [name]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        self._databases.add(name)

    def leave(self) -> None:
        """Give up this process's use of the server, and stop it if nobody else uses it."""
        membership, self._membership = self._membership, None
        if membership is None:
            return
        # Whoever removed the whole folder has removed what there was to stop.
        with suppress(FileNotFoundError), exclusive(self._start_path):
            if membership.is_the_last():
                self._stop()
        membership.end()

    def answers(self) -> bool:
        """Tell whether a server listens, which a pid file cannot tell."""
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(reachable_path(self.directory) / SOCKET))
            except OSError:
                return False
        return True

    def _join(self) -> None:
        self.directory.parent.mkdir(parents=True, exist_ok=True)
        with self._joining, exclusive(self._start_path):
            self._membership = self._membership or Membership(self._users_path)
            if not self.answers():
                self._start()

    def _prepare_fork(self) -> None:
        """Take a membership for the child, since one shared with its parent would end with it."""
        self._joining.acquire()
        if self._membership:
            with suppress(FileNotFoundError):
                self._for_child = Membership(self._users_path)

    def _settle_parent(self) -> None:
        if self._for_child:
            self._for_child.end()
        self._for_child = None
        self._joining.release()

    def _settle_child(self) -> None:
        if self._membership:
            self._membership.end()
        self._membership, self._for_child = self._for_child, None
        self._joining.release()

    def _leave_after_children(self) -> None:
        """Do what multiprocessing does a moment later, as its children run no exit handlers."""
        for child in multiprocessing.active_children():
            if child.daemon:
                child.terminate()
            child.join()
        self.leave()

    def _start(self) -> None:
        account = server_account(self.directory)
        if account:
            opened = open_passage(self.directory, program("pg_ctl"))
            _announce(account, opened)
        if self.directory.exists():
            orphans.clear(self.directory)
        else:
            self._initialise(account)
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        self._run("pg_ctl", "start", "--wait", f"--options={options}", in_directory=self.directory)

    def _stop(self) -> None:
        if self.answers():
            self._run("pg_ctl", "stop", "--mode=fast", in_directory=self.directory)
        else:
            orphans.clear(self.directory)  # what was interrupted while it started

    def _initialise(self, account: pwd.struct_passwd | None) -> None:
        """Make the data directory beside its place, so that one that exists is complete."""
        unfinished = self.directory.with_name(f"{self.directory.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        if account:
            os.chown(unfinished, account.pw_uid, account.pw_gid)
        letters = f"--lc-ctype={_locale_of_letters()}"
        self._run("initdb", *INITDB_OPTIONS, letters, in_directory=unfinished)
        unfinished.rename(self.directory)

    def _run(self, name: str, *arguments: str, in_directory: Path) -> None:
        account = server_account(in_directory)
        with self.log.open("a") as log:
            outcome = subprocess.run(  # noqa: S603 - our own arguments, no shell
                [program(name), *arguments, f"--pgdata={in_directory}"],
                check=False,
                user=account and account.pw_uid,
                group=account and account.pw_gid,
                extra_groups=[] if account else None,
                cwd="/",
                env={"LC_ALL": "C", "PATH": os.defpath},  # no PGDATA, PGPORT or PGOPTIONS
                start_new_session=True,  # Ctrl-C, which all of our group gets, is for us alone
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        if outcome.returncode:
            raise OperationalError(f"Embedded PostgreSQL: {name} failed; {self.log} says why.")


@functools.cache
def server_in(directory: Path) -> Server:
    """Return this process's one object for the server of a directory."""
    return Server(directory)


def reachable_path(directory: Path) -> Path:
    """Return a path to the directory that libpq can use: short, and without a comma.

    A socket's path has a limit, and libpq takes a comma for a list of hosts.
    """
    if len(os.fsencode(directory / SOCKET)) <= LONGEST_SOCKET_PATH and "," not in str(directory):
        return directory
    fingerprint = hashlib.sha256(os.fsencode(directory)).hexdigest()[:16]
    link = Path(tempfile.gettempdir()) / f"postgres-{os.geteuid()}-{fingerprint}"
    with suppress(FileExistsError):
        link.symlink_to(directory)
    # Anybody may write to the folder for temporary files: trust only a link of our own making.
    if link.readlink() != directory or link.lstat().st_uid != os.geteuid():
        raise OperationalError(f"{link} is in the way: embedded PostgreSQL needs this name.")
    return link


def _locale_of_letters() -> str:
    """Return what tells letters where the builtin locale is not asked; not every machine has it."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        return locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    except locale.Error:
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def _announce(account: pwd.struct_passwd, opened: list[Path]) -> None:
    """Tell root, whose command this was, under which account the server runs and what it took."""
    passage = (
        f", and let every account pass through {', '.join(map(str, opened))}" if opened else ""
    )
    sys.stderr.write(
        f"Embedded PostgreSQL runs as {account.pw_name}, since it refuses root{passage}.\n"
    )

"""An account for the server, since PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

OWN_ACCOUNT = "coaching-postgres"
ANY_ACCOUNT = "nobody"


def server_account(directory: Path) -> pwd.struct_passwd | None:
    """Choose who runs the server; None is whoever runs this process.

    Data that exist already keep their owner.
    """
    if os.geteuid() != 0:
        return None
    if directory.exists():
        return pwd.getpwuid(directory.stat().st_uid)
    return _account(OWN_ACCOUNT) or _create_account() or pwd.getpwnam(ANY_ACCOUNT)


def open_passage(*paths: Path) -> list[Path]:
    """Let every account walk, and no more than walk, to these paths; return what had to change."""
    closed = [folder for folder in dict.fromkeys(_folders_above(*paths)) if not _passable(folder)]
    for folder in closed:
        folder.chmod(folder.stat().st_mode | stat.S_IXOTH)
    return closed


def _account(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _create_account() -> pwd.struct_passwd | None:
    """Create the own account where the system has the tool for it and allows it."""
    useradd = shutil.which("useradd")
    if useradd:
        subprocess.run(  # noqa: S603 - a fixed command
            [useradd, "--system", "--no-create-home", "--shell", "/bin/false", OWN_ACCOUNT],
            check=False,
            capture_output=True,
        )
    return _account(OWN_ACCOUNT)


def _folders_above(*paths: Path) -> Iterator[Path]:
    for path in paths:
        yield from reversed(path.resolve().parents)


def _passable(folder: Path) -> bool:
    return bool(folder.stat().st_mode & stat.S_IXOTH)

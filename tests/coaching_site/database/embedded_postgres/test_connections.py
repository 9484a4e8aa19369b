"""Django, psycopg, psql and test runs reach the server by one entry of `DATABASES`."""

import subprocess
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import ConnectionHandler

from coaching_site.database.embedded_postgres.server import Server
from tests.coaching_site.database.embedded_postgres.processes import (
    finish,
    run_script,
    start_script,
)

ONE_TEST_RUN = """
name = f"test_school_{os.getpid()}"
connection.settings_dict["TEST"]["NAME"] = name
connection.creation.create_test_db(verbosity=0, serialize=False)
print(ask("SELECT current_database()") == name)
connection.creation.destroy_test_db("school", verbosity=0)
"""


def wrapper(directory: Path) -> Any:
    engine = "coaching_site.database.embedded_postgres"
    entry = {"ENGINE": engine, "NAME": "school", "HOST": directory}
    return ConnectionHandler({"default": entry})["default"]


def test_the_parameters_of_a_connection_work_without_django(server: Server) -> None:
    parameters = wrapper(server.directory).get_connection_params()
    parameters = {name: parameters[name] for name in ("host", "port", "user", "dbname")}

    with psycopg.connect(**parameters) as connection:
        row = connection.execute("SELECT current_database(), current_user").fetchone()

    assert row == ("school", "postgres")


def test_a_new_server_knows_the_letters_of_any_language(server: Server) -> None:
    server.ensure()

    with psycopg.connect(dbname="postgres", **server.address) as connection:
        row = connection.execute(
            "SELECT datctype FROM pg_database WHERE datname = current_database()"
        ).fetchone()

    assert row == ("C.UTF-8",)


def test_the_environment_of_libpq_leads_nobody_astray(
    server: Server, monkeypatch: pytest.MonkeyPatch, django_db_blocker: Any
) -> None:
    for name, value in {"PGHOST": "nowhere", "PGPORT": "1", "PGUSER": "x", "PGDATA": "/x"}.items():
        monkeypatch.setenv(name, value)
    connection = wrapper(server.directory)

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        user = cursor.fetchone()
    connection.close()

    assert user == ("postgres",)


def test_no_network_port_is_opened(server: Server) -> None:
    server.ensure()

    with psycopg.connect(dbname="postgres", **server.address) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_dbshell_opens_the_psql_that_came_along(server: Server) -> None:
    connection = wrapper(server.directory)
    arguments, environment = connection.client.settings_to_cmd_args_env(
        connection.settings_dict, ["--tuples-only", "--no-align", "--command", "SELECT 6 * 7"]
    )

    output = subprocess.run(arguments, check=True, capture_output=True, env=environment, text=True)

    assert output.stdout == "42\n"


def test_two_test_runs_at_once_each_have_their_database_and_leave_none(directory: Path) -> None:
    runs = [start_script(ONE_TEST_RUN, directory) for _ in range(2)]

    assert [finish(run) for run in runs] == ["True", "True"]
    count = "SELECT count(*) FROM pg_database WHERE starts_with(datname, 'test_school')"
    assert run_script(f'print(ask("{count}"))', directory) == "0"


def test_the_log_repeats_no_words_of_a_visitor(server: Server) -> None:
    server.ensure()
    with psycopg.connect(dbname="postgres", autocommit=True, **server.address) as connection:
        connection.execute("CREATE TABLE readers (address text UNIQUE)")
        connection.execute("INSERT INTO readers VALUES ('lezer@voorbeeld.nl')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO readers VALUES ('lezer@voorbeeld.nl')")

    assert "duplicate key" in server.log.read_text()
    assert "voorbeeld.nl" not in server.log.read_text()

"""Django's PostgreSQL backend, which starts the embedded server at its first connection.

`HOST` in `DATABASES` is the directory in which the server lives; it is made when it does not exist.
`NAME` is created when it does not exist. `USER`, `PASSWORD` and `PORT` stay empty.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base, client

from .binaries import program
from .server import MAINTENANCE_DATABASE, server_in


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell` with the psql that came with the server."""

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        address = ready_address(settings_dict)
        arguments, environment = super().settings_to_cmd_args_env(
            {**settings_dict, **{name.upper(): value for name, value in address.items()}},
            parameters,
        )
        return [str(program(cls.executable_name)), *arguments[1:]], environment


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose server starts when it is needed and stops after its last user."""

    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        """Return parameters that work at once, also for those who connect without Django."""
        return {**super().get_connection_params(), **ready_address(self.settings_dict)}


def ready_address(settings_dict: dict[str, Any]) -> dict[str, Any]:
    """Return where to connect, once the server runs and the database exists."""
    server = server_in(Path(settings_dict["HOST"]).resolve())
    server.ensure()
    server.ensure_database(settings_dict["NAME"] or MAINTENANCE_DATABASE)
    return server.address

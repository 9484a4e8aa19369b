"""`manage.py erase_again`: after a copy was put back, erase what had been erased since."""

from typing import Any

from django.core.management.base import BaseCommand

from coaching_site.personal_data.erasing import erase_again


class Command(BaseCommand):
    """Compares what is there with the proofs of erasing, in the database and in their file."""

    help = "Erases again what a restored copy brought back. Run it before the site starts."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Erased again: {erase_again()}.")

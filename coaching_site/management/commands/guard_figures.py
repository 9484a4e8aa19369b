"""`manage.py guard_figures`: how often the guard finds what it should, on marked sentences."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from coaching_site.guard.figures import figures_of


class Command(BaseCommand):
    """Prints precision and recall for each file; `--wrong` shows each sentence that went wrong."""

    help = "Measures the guard on files with a marked sentence a line."
    requires_system_checks = []  # it asks nothing of the site

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--wrong", action="store_true", help="show what went wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["files"]:
            figures = figures_of(path.read_text(encoding="utf-8").splitlines())
            self.stdout.write(
                f"{path.name}: {figures.sentences} sentences, {figures.marked} marks, "
                f"precision {figures.precision:.3f}, recall {figures.recall:.3f}, "
                f"wrong about danger {figures.wrong_dangers}"
            )
            if options["wrong"]:
                self.stdout.writelines(f"  {line}" for line in figures.wrong_lines)

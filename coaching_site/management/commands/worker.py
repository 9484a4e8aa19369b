"""`manage.py worker`: sends mail and does whatever else no visitor should wait for."""

import asyncio
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from coaching_site.page_cache.purging import recalling_pages
from coaching_site.worker.heartbeat import BEAT_SECONDS, STALLED_AFTER_SECONDS
from coaching_site.worker.running import Rhythm, work, work_off


class Command(BaseCommand):
    """Runs one worker; start as many as you like, on as many machines, before the database too."""

    help = "Sends mail and does the other jobs of the site, until it is stopped."
    requires_system_checks = []  # some ask the database, for which a worker waits

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="do the jobs that are due now, and end"
        )
        parser.add_argument(
            "--heartbeat",
            type=float,
            default=BEAT_SECONDS,
            metavar="SECONDS",
            help="how often to show that it lives (default: %(default)g)",
        )
        parser.add_argument(
            "--stalled-after",
            type=float,
            default=STALLED_AFTER_SECONDS,
            metavar="SECONDS",
            help="after what silence another worker is taken for dead (default: %(default)g)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        rhythm = Rhythm(beat=options["heartbeat"], stalled_after=options["stalled_after"])
        if options["once"]:
            asyncio.run(work_off())
            return
        with recalling_pages():
            asyncio.run(work(rhythm))

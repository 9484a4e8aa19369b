"""`make demo`: the whole site on this machine, with a practice that does not exist."""

import os
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from demo.databases import is_of_another_release
from demo.loading import load_content
from demo.passwords import set_password
from demo.processes import Processes, wait_until_answers
from demo.static_files import collect_if_changed

GREETING = """
  The site      {address}/
  The admin     {address}/admin/
  Sign in as    coach, redacteur or schrijver
  Password      {password}
  Mails land in var/mail/ and can be read in the admin.

  Ctrl-C stops everything; the next start goes on where this one ended."""
IGNORED = "Ignored, since the demo works on what is its own, in var/ alone: {names}."


class Command(BaseCommand):
    """Prepares what is missing, then serves until somebody stops it."""

    help = __doc__
    requires_system_checks = []  # they ask a database, which in production is not ours to ask

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE != "demo":
            raise CommandError("The demo runs with SITE_MODE=demo only; use `make demo`.")
        if settings.IGNORED_VARIABLES:
            self.stdout.write(IGNORED.format(names=", ".join(settings.IGNORED_VARIABLES)))
        processes = Processes()
        processes.heed_signals()
        with suppress(KeyboardInterrupt):
            password = self._prepare()
            self._serve(processes, password)

    def _serve(self, processes: Processes, password: str) -> None:
        """Run worker and web server until one of them ends or somebody stops us."""
        port = os.environ.get("PORT", "8000")
        address = f"http://127.0.0.1:{port}"
        try:
            processes.start("manage.py", "worker")
            processes.start("-m", "gunicorn", "coaching_site.wsgi", *_gunicorn_options(port))
            if wait_until_answers(f"{address}/healthz", processes.lives):
                self.stdout.write(GREETING.format(address=address, password=password))
                processes.wait()
            elif not processes.told_to_stop:
                raise CommandError(f"The server did not start; is port {port} in use?")
        finally:
            processes.stop()

    def _prepare(self) -> str:
        """Bring database, static files and content up to date; return the password."""
        if is_of_another_release():
            raise CommandError("var/ is of another release: remove it (rm -r var) and start again.")
        call_command("migrate", verbosity=0)
        collect_if_changed()
        if load_content():
            self.stdout.write("Filled the site with the demo practice.")
        return set_password()


def _gunicorn_options(port: str) -> list[str]:
    return ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--log-level", "warning"]

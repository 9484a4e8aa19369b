"""nginx as README has it, but for what a server on the web has: two ports, TLS, its folders."""

import os
import pwd
import re
from pathlib import Path

from django.conf import settings

DOCUMENTED = settings.BASE_DIR / "docs/deployment/nginx.conf"
AROUND = Path(__file__).with_name("nginx.conf")


def nginx_conf(address: str, media: Path, web: Path) -> str:
    """Return the documented file for an address of loopback, a folder of images and a socket.

    Raises ValueError where something that is put in the place of something else is not there.
    """
    site = DOCUMENTED.read_text()
    for documented, here in (
        # The first server only leads to https.
        (r"server \{\s+listen 80;[^}]+\}\n", ""),
        (r" +listen \[::\]:443 .*\n", ""),
        (r" +ssl_certificate.*\n", ""),
        (r"listen 443 ssl http2;", f"listen {address};"),
        (r"/run/coaching-site\.sock\b", f"{web}"),
        (r"/var/lib/coaching-site/media/", f"{media}/"),
    ):
        site, found = re.subn(documented, here, site)
        if not found:
            raise ValueError(f"{DOCUMENTED} has no {documented}.")
    account = pwd.getpwuid(os.geteuid()).pw_name
    return AROUND.read_text() % {"account": account, "site": site}

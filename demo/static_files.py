"""Collecting static files, only when something changed: it is the slowest part of a start."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

INPUTS = (settings.BASE_DIR / "requirements.txt", *map(Path, settings.STATICFILES_DIRS))
FINGERPRINT = settings.STATIC_ROOT / "collected-from.txt"


def collect_if_changed() -> bool:
    """Collect, compress and hash the static files; return whether that was needed."""
    current = _fingerprint()
    if FINGERPRINT.exists() and FINGERPRINT.read_text() == current:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    FINGERPRINT.write_text(current)
    return True


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted(file for root in INPUTS for file in (root, *root.rglob("*"))):
        if path.is_file():
            digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()

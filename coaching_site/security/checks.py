"""Settings with which the site starts and does not work, refused by `manage.py check --deploy`."""

import os
import stat
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks

from coaching_site.environment import ENV_FILE


def register() -> None:
    """Have them looked at with Django's own checks of a deployment."""
    for check in (media_folder_can_be_written, proxies_are_counted, env_file_is_ours):
        checks.register(check, checks.Tags.security, deploy=True)


def media_folder_can_be_written(**_options: Any) -> list[checks.CheckMessage]:
    """Try to write where uploads go, or would be made to go; nothing is left there."""
    folder = Path(settings.MEDIA_ROOT)
    existing = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            return []
    except OSError as error:
        message = f"MEDIA_ROOT cannot be written: {error.strerror} ({folder})."
        hint = "Make the folder, owned by the account that runs gunicorn and the worker."
        return [checks.Error(message, hint, id="coaching_site.E001")]


def proxies_are_counted(**_options: Any) -> list[checks.CheckMessage]:
    """Ask how many there are, and refuse a redirect to https that no visitor gets out of.

    Behind a proxy that nobody counted all visitors are one source: one of them uses up the limits
    of everybody. And only a proxy that is counted says what came by https.
    """
    if "TRUSTED_PROXY_COUNT" not in os.environ:
        message = "TRUSTED_PROXY_COUNT is not set: behind a proxy all visitors share their limits."
        hint = "Set how many proxies of your own stand in front; 0 if there truly is none."
        return [checks.Error(message, hint, id="coaching_site.E004")]
    if settings.TRUSTED_PROXY_COUNT or not settings.SECURE_SSL_REDIRECT:
        return []
    message = "Every page redirects to itself: TRUSTED_PROXY_COUNT is 0, SECURE_SSL_REDIRECT true."
    hint = "Set how many proxies stand in front, or SECURE_SSL_REDIRECT=false without any."
    return [checks.Error(message, hint, id="coaching_site.E002")]


def env_file_is_ours(**_options: Any) -> list[checks.CheckMessage]:
    """Refuse a file of passwords that is open to more than its owner and its group."""
    if not ENV_FILE.exists() or not ENV_FILE.stat().st_mode & stat.S_IRWXO:
        return []
    message = f"Every account of this machine may read or change {ENV_FILE}, which holds passwords."
    return [checks.Error(message, f"chmod 600 {ENV_FILE}", id="coaching_site.E003")]

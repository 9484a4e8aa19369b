"""The password of the demo accounts: given in DEMO_PASSWORD, or made up once and kept in var/."""

import os
import secrets

from django.conf import settings

from coaching_site.accounts.models import User
from demo.loading.practice import ACCOUNTS

KEPT_IN = settings.VAR_DIR / "demo-password"


def set_password() -> str:
    """Let every demo account sign in with the password that is returned."""
    password = os.environ.get("DEMO_PASSWORD") or _kept_password()
    for user in User.objects.filter(username__in=ACCOUNTS):
        if not user.check_password(password):
            user.set_password(password)
            user.save(update_fields=["password"])
    return password


def _kept_password() -> str:
    """Return the password made up at the first start; a second start changes nothing."""
    if not KEPT_IN.exists():
        KEPT_IN.touch(mode=0o600)
        KEPT_IN.write_text("-".join(secrets.token_hex(2) for _part in range(4)))
    return KEPT_IN.read_text()

"""The settings of a worker that a test starts as a process of its own."""

import os

from coaching_site.settings import *  # noqa: F403
from coaching_site.settings import DATABASES, MAILERS

DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
MAILERS["smtp"] = {
    "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "OPTIONS": {"host": "127.0.0.1", "port": int(os.environ["TEST_SMTP_PORT"]), "timeout": 60},
}

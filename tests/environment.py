"""Loaded by pytest before Django's settings: tests never run with the settings of production."""

import os

from hypothesis import settings

os.environ["SITE_MODE"] = "test"

# A busy machine is no broken promise: time is measured in benchmarks/, never in a test.
settings.register_profile("site", deadline=None)
settings.load_profile("site")

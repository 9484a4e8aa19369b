"""Loaded by pytest before Django's settings: tests never run with the settings of production."""

import os

from hypothesis import settings

os.environ["SITE_MODE"] = "test"

# A busy machine is no broken promise: time is measured in benchmarks/, never in a test.
# CI repeats its examples, so that only a change can fail it; a person's run looks for new ones.
settings.register_profile("site", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("site")

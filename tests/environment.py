"""Loaded by pytest before Django's settings: tests never run with the settings of production."""

import os

os.environ["SITE_MODE"] = "test"

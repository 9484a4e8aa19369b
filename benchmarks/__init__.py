"""Measurements, each run as a module; importing this package sets Django up for them."""

import os

import django

os.environ.setdefault("SITE_MODE", "development")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coaching_site.settings")
django.setup()

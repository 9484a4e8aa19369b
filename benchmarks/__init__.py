"""Measurements of the site, all by `make bench`; importing this package sets Django up for them."""

import os

import django

os.environ.setdefault("SITE_MODE", "demo")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coaching_site.settings")
django.setup()

"""The WSGI application that gunicorn serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from coaching_site.encodings import in_utf_8
from coaching_site.head_requests import without_body
from coaching_site.page_cache.layer import PageCache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coaching_site.settings")

application = without_body(in_utf_8(get_wsgi_application()))
if settings.PAGE_CACHE_MEGABYTES:
    application = PageCache(application, settings.PAGE_CACHE_MEGABYTES)

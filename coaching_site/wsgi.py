"""The WSGI application that gunicorn serves."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from coaching_site.http.encodings import in_utf_8
from coaching_site.http.head_requests import without_body
from coaching_site.outages.time_limits import limit_waiting
from coaching_site.outages.watchdog import Watchdog
from coaching_site.page_cache.layer import PageCache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coaching_site.settings")

application = without_body(in_utf_8(get_wsgi_application()))
limit_waiting()
import_module(settings.ROOT_URLCONF)  # before workers are forked, who then share it
pages = PageCache(application, settings.PAGE_CACHE_MEGABYTES)
application = Watchdog(pages, pages.database_is_stuck)

"""The addresses of the admin; whoever loads them has every admin class registered.

`coaching_site/admin/__init__.py` could not register the site's own: it is imported on the way to
the class of the admin site, and they would be lost with a first, half-made site.
The module `waiting` of each app says what waits on the home.
"""

from importlib import import_module

from django.contrib import admin
from django.utils.module_loading import autodiscover_modules

admin.autodiscover()
for name in ("site_settings", "pages", "blocks"):
    import_module(f"coaching_site.admin.{name}")
autodiscover_modules("waiting")

urlpatterns = admin.site.get_urls()

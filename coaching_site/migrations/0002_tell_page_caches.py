"""What stands on every page tells the page caches when it changes."""

from django.db import migrations

from coaching_site.page_cache.triggers import make_telling, tell_changes

EVERY_PAGE = "SELECT 'all' FROM {rows} AS row"


class Migration(migrations.Migration):
    dependencies = [
        ("coaching_site", "0001_initial"),
    ]

    operations = [
        make_telling(),
        tell_changes("coaching_site_sitesettings", EVERY_PAGE),
        tell_changes("coaching_site_page", EVERY_PAGE),
    ]

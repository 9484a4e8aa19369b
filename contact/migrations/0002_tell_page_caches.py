"""Offers tell the page caches when they change, or when other articles name them."""

from django.db import migrations

from coaching_site.page_cache.triggers import tell_changes

OFFERS = "SELECT 'offers' FROM {rows} AS row"


class Migration(migrations.Migration):
    dependencies = [
        ("contact", "0001_initial"),
        ("coaching_site", "0002_tell_page_caches"),
    ]

    operations = [
        tell_changes("contact_offer", OFFERS),
        tell_changes("contact_offer_articles", OFFERS),
    ]

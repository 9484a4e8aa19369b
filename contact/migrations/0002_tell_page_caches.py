"""Offers, and which articles name them, tell the page caches when they change."""

from django.db import migrations

TRIGGERS = """
CREATE TRIGGER page_cache AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON contact_offer
    FOR EACH STATEMENT EXECUTE FUNCTION page_cache_changed('all');
CREATE TRIGGER page_cache AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON contact_offer_articles
    FOR EACH STATEMENT EXECUTE FUNCTION page_cache_changed('all');
"""
NO_TRIGGERS = """
DROP TRIGGER page_cache ON contact_offer;
DROP TRIGGER page_cache ON contact_offer_articles;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("contact", "0001_initial"),
        ("coaching_site", "0002_tell_page_caches"),
    ]

    operations = [migrations.RunSQL(TRIGGERS, NO_TRIGGERS)]

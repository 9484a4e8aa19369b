"""Whatever readers see tells the page caches when it changes (docs/decisions/page-cache.md)."""

from django.db import migrations

TRIGGERS = """
-- For tables of which any change counts; the keys are the trigger's arguments.
CREATE FUNCTION page_cache_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('page_cache', array_to_string(TG_ARGV, ' '));
    RETURN NULL;
END
$$;

CREATE TRIGGER page_cache AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON coaching_site_sitesettings
    FOR EACH STATEMENT EXECUTE FUNCTION page_cache_changed('all');
CREATE TRIGGER page_cache AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON coaching_site_page
    FOR EACH STATEMENT EXECUTE FUNCTION page_cache_changed('all');
"""
NO_TRIGGERS = "DROP FUNCTION page_cache_changed CASCADE"


class Migration(migrations.Migration):
    dependencies = [
        ("coaching_site", "0001_initial"),
    ]

    operations = [migrations.RunSQL(TRIGGERS, NO_TRIGGERS)]

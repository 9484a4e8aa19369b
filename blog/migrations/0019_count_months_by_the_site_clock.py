"""Counts the months of lists by the clock of the site: in UTC, every page had to move articles.

By the `TIME_ZONE` at the time of this migration. Where that is changed later, pages move what
appeared in the hours between both clocks, as they did before (`blog/shelves.py`). Code of before
counts the archive wrongly: restart at once, and migrate back before going back to it.
"""

from django.conf import settings
from django.db import migrations

ZONE = f"""
CREATE FUNCTION blog_zone() RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT '{settings.TIME_ZONE}'::text
$$
"""
COUNT_BY = """
DO $do$
DECLARE
    counting oid;
BEGIN
    LOCK TABLE blog_article, blog_articletopic, blog_byline IN SHARE ROW EXCLUSIVE MODE;
    FOR counting IN
        SELECT pg_proc.oid FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace
        WHERE nspname = current_schema()
        AND (proname = 'blog_list_anew' OR proname ~ '^blog_[a-z]+_count_(insert|update|delete)$')
    LOOP
        EXECUTE replace(
            pg_get_functiondef(counting), $from$AT TIME ZONE {before}$from$, $to$AT TIME ZONE {after}$to$
        );
    END LOOP;
    PERFORM blog_list_anew();
END
$do$
"""
UTC, OF_THE_SITE = "'UTC'", "blog_zone()"


class Migration(migrations.Migration):
    dependencies = [("blog", "0018_count_what_ends_from_its_index")]

    operations = [
        migrations.RunSQL(ZONE, "DROP FUNCTION blog_zone()"),
        migrations.RunSQL(
            COUNT_BY.format(before=UTC, after=OF_THE_SITE),
            COUNT_BY.format(before=OF_THE_SITE, after=UTC),
        ),
    ]

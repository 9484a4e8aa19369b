"""No article gets an address under which readers knew another one, however it is stored.

The triggers run after the row is stored: whoever wants an address that is just being left has by
then waited, at the unique index of the slugs, for the transaction that leaves it, and sees what it
kept.
"""

from django.db import migrations

GUARD = """
CREATE FUNCTION blog_refuse_former_slug() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM blog_formerslug WHERE slug = NEW.slug AND article_id <> NEW.id
    ) THEN
        RAISE unique_violation USING
            MESSAGE = 'another article had this slug',
            CONSTRAINT = 'former_slugs_are_never_given_away';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER refuse_former_slug AFTER INSERT OR UPDATE OF slug ON blog_article
    FOR EACH ROW EXECUTE FUNCTION blog_refuse_former_slug();

CREATE FUNCTION blog_refuse_present_slug() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM blog_article WHERE slug = NEW.slug AND id <> NEW.article_id
    ) THEN
        RAISE unique_violation USING
            MESSAGE = 'another article has this slug',
            CONSTRAINT = 'former_slugs_are_never_given_away';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER refuse_present_slug AFTER INSERT OR UPDATE OF slug ON blog_formerslug
    FOR EACH ROW EXECUTE FUNCTION blog_refuse_present_slug();
"""
NO_GUARD = """
DROP TRIGGER refuse_former_slug ON blog_article;
DROP FUNCTION blog_refuse_former_slug();
DROP TRIGGER refuse_present_slug ON blog_formerslug;
DROP FUNCTION blog_refuse_present_slug();
"""


class Migration(migrations.Migration):
    dependencies = [("blog", "0001_initial")]

    operations = [migrations.RunSQL(GUARD, NO_GUARD)]

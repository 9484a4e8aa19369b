"""Lists of articles are found, counted and begun anywhere without walking what lies before.

Places of articles on the lists of topics and authors get the moments of their article, and every
list a count for each month in UTC. Triggers keep both, so that raw SQL and bulk updates count too.
"""

from django.db import migrations, models

MOMENTS = """
CREATE FUNCTION blog_moments_of(article_id bigint, OUT listed_at timestamptz, OUT listed_until timestamptz)
STABLE LANGUAGE sql AS $$
    SELECT publish_at, end_at FROM blog_article WHERE id = article_id AND trashed_at IS NULL
$$;
CREATE FUNCTION blog_take_moments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT * FROM blog_moments_of(NEW.article_id) INTO NEW.listed_at, NEW.listed_until;
    RETURN NEW;
END
$$;
CREATE TRIGGER take_moments BEFORE INSERT OR UPDATE OF article_id ON blog_byline
    FOR EACH ROW EXECUTE FUNCTION blog_take_moments();
CREATE TRIGGER take_moments BEFORE INSERT OR UPDATE OF article_id ON blog_articletopic
    FOR EACH ROW EXECUTE FUNCTION blog_take_moments();

CREATE FUNCTION blog_give_moments() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    begins timestamptz;
    ends timestamptz;
BEGIN
    SELECT * FROM blog_moments_of(NEW.id) INTO begins, ends;
    UPDATE blog_byline SET listed_at = begins, listed_until = ends WHERE article_id = NEW.id;
    UPDATE blog_articletopic SET listed_at = begins, listed_until = ends WHERE article_id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER give_moments AFTER UPDATE OF publish_at, end_at, trashed_at ON blog_article
    FOR EACH ROW WHEN (
        (OLD.publish_at, OLD.end_at, OLD.trashed_at)
        IS DISTINCT FROM (NEW.publish_at, NEW.end_at, NEW.trashed_at)
    ) EXECUTE FUNCTION blog_give_moments();
"""
NO_MOMENTS = """
DROP TRIGGER give_moments ON blog_article;
DROP FUNCTION blog_give_moments();
DROP TRIGGER take_moments ON blog_articletopic;
DROP TRIGGER take_moments ON blog_byline;
DROP FUNCTION blog_take_moments();
DROP FUNCTION blog_moments_of(bigint);
"""

# Of each table: the shelf of a row, its moment, and when it counts.
COUNTED = {
    "blog_article": (
        "'articles'",
        "publish_at",
        "publish_at IS NOT NULL AND end_at IS NULL AND trashed_at IS NULL",
    ),
    "blog_articletopic": (
        "'topic:' || topic_id",
        "listed_at",
        "listed_at IS NOT NULL AND listed_until IS NULL",
    ),
    "blog_byline": (
        "'author:' || author_id",
        "listed_at",
        "listed_at IS NOT NULL AND listed_until IS NULL",
    ),
}
CHANGES = """
    SELECT {shelf}, date_trunc('month', {moment} AT TIME ZONE 'UTC')::date, {sign}1
    FROM {rows} WHERE {counts}
"""
# In one order, so that two transactions that publish at once wait instead of locking each other out.
ADD = """
    INSERT INTO blog_monthcount AS kept (shelf, month, articles)
    SELECT shelf, month, sum(change) FROM ({changes}) AS changes(shelf, month, change)
    GROUP BY shelf, month HAVING sum(change) <> 0 ORDER BY shelf, month
    ON CONFLICT (shelf, month) DO UPDATE SET articles = kept.articles + excluded.articles;
"""
TRIGGER = """
CREATE FUNCTION {table}_count_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {add}
    RETURN NULL;
END
$$;
CREATE TRIGGER count_{event} AFTER {event} ON {table} REFERENCING {rows}
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_count_{event}();
"""
NO_TRIGGER = """
DROP TRIGGER count_{event} ON {table};
DROP FUNCTION {table}_count_{event}();
"""
ADDED, TAKEN = ("new_rows", "+"), ("old_rows", "-")
EVENTS = {
    "insert": ("NEW TABLE AS new_rows", [ADDED]),
    "delete": ("OLD TABLE AS old_rows", [TAKEN]),
    "update": ("OLD TABLE AS old_rows NEW TABLE AS new_rows", [ADDED, TAKEN]),
}
# For rows that were stored while the triggers did not run.
ANEW = """
CREATE FUNCTION blog_list_anew() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE blog_byline SET
        listed_at = CASE WHEN trashed_at IS NULL THEN publish_at END,
        listed_until = CASE WHEN trashed_at IS NULL THEN end_at END
        FROM blog_article AS article WHERE article.id = article_id;
    UPDATE blog_articletopic SET
        listed_at = CASE WHEN trashed_at IS NULL THEN publish_at END,
        listed_until = CASE WHEN trashed_at IS NULL THEN end_at END
        FROM blog_article AS article WHERE article.id = article_id;
    DELETE FROM blog_monthcount;
    {add}
    PERFORM pg_notify('page_cache', 'all');
END
$$;
"""
NOT_ANEW = "DROP FUNCTION blog_list_anew();"


def changes(table: str, sides: list[tuple[str, str]]) -> str:
    shelf, moment, counts = COUNTED[table]
    return " UNION ALL ".join(
        CHANGES.format(shelf=shelf, moment=moment, counts=counts, rows=rows, sign=sign)
        for rows, sign in sides
    )


def make_triggers() -> str:
    return "".join(
        TRIGGER.format(
            table=table, event=event, rows=rows, add=ADD.format(changes=changes(table, sides))
        )
        for table in COUNTED
        for event, (rows, sides) in EVENTS.items()
    )


def drop_triggers() -> str:
    return "".join(
        NO_TRIGGER.format(table=table, event=event) for table in COUNTED for event in EVENTS
    )


def count_anew() -> str:
    everything = " UNION ALL ".join(changes(table, [(table, "+")]) for table in COUNTED)
    return ANEW.format(add=ADD.format(changes=everything))


def moments(model: str) -> list[migrations.operations.base.Operation]:
    return [
        migrations.AddField(
            model_name=model, name=name, field=models.DateTimeField(editable=False, null=True)
        )
        for name in ("listed_at", "listed_until")
    ]


def indexes(model: str, target: str) -> list[migrations.operations.base.Operation]:
    in_order = models.Index(
        fields=[target, "-listed_at", "-article"],
        include=["listed_until"],
        name=f"articles_of_{target}",
        condition=models.Q(listed_at__isnull=False),
    )
    that_end = models.Index(
        fields=[target, "listed_until"],
        include=["listed_at"],
        name=f"articles_of_{target}_that_end",
        condition=models.Q(listed_until__isnull=False),
    )
    return [migrations.AddIndex(model_name=model, index=index) for index in (in_order, that_end)]


class Migration(migrations.Migration):
    dependencies = [("blog", "0011_tell_page_caches")]

    operations = [
        migrations.CreateModel(
            name="MonthCount",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "shelf",
                        "month",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("shelf", models.CharField(max_length=40)),
                ("month", models.DateField()),
                ("articles", models.IntegerField()),
            ],
            options={"verbose_name": "month count"},
        ),
        *moments("articletopic"),
        *moments("byline"),
        *indexes("articletopic", "topic"),
        *indexes("byline", "author"),
        migrations.RemoveIndex(model_name="article", name="articles_newest_first"),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(trashed_at=None),
                fields=["-publish_at", "-id"],
                include=("end_at",),
                name="articles_newest_first",
            ),
        ),
        migrations.RunSQL(MOMENTS, NO_MOMENTS),
        migrations.RunSQL(make_triggers(), drop_triggers()),
        migrations.RunSQL(count_anew(), NOT_ANEW),
    ]

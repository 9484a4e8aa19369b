"""Moderators collect what readers ask into subjects, which an article answers."""

import datetime
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

# Below a question stands which article answers it. That article itself is on the cards, and tells
# of its title and of when readers see it; so is told here only which questions it answers.
TRIGGERS = """
CREATE FUNCTION blog_askedquestion_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('page_cache', 'article:' || blog_comment.article_id)
        FROM blog_comment, blog_askedsubject
        WHERE blog_comment.id IN (OLD.comment_id, NEW.comment_id)
            AND blog_askedsubject.id IN (OLD.subject_id, NEW.subject_id)
            AND blog_askedsubject.article_id IS NOT NULL;
    RETURN NULL;
END
$$;
CREATE TRIGGER page_cache AFTER INSERT OR DELETE OR UPDATE OF subject_id, comment_id
    ON blog_askedquestion FOR EACH ROW EXECUTE FUNCTION blog_askedquestion_changed();

CREATE FUNCTION blog_askedsubject_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.article_id IS DISTINCT FROM NEW.article_id THEN
        PERFORM pg_notify('page_cache', 'article:' || blog_comment.article_id)
            FROM blog_comment JOIN blog_askedquestion ON comment_id = blog_comment.id
            WHERE subject_id = NEW.id;
    END IF;
    RETURN NULL;
END
$$;
-- One that is new has no questions, and of one that goes these go first.
CREATE TRIGGER page_cache AFTER UPDATE OF article_id
    ON blog_askedsubject FOR EACH ROW EXECUTE FUNCTION blog_askedsubject_changed();

CREATE TRIGGER page_cache_truncate AFTER TRUNCATE ON blog_askedquestion
    FOR EACH STATEMENT EXECUTE FUNCTION page_cache_changed('all');
"""
NO_TRIGGERS = """
DROP FUNCTION blog_askedquestion_changed CASCADE;
DROP FUNCTION blog_askedsubject_changed CASCADE;
DROP TRIGGER page_cache_truncate ON blog_askedquestion;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0018_read_conversations_in_pages"),
    ]

    operations = [
        migrations.CreateModel(
            name="AskedSubject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Short and without names: it becomes the title of the draft.",
                        max_length=120,
                        verbose_name="title",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="since"
                    ),
                ),
                (
                    "article",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="asked_subject",
                        to="blog.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "subject from comments",
                "verbose_name_plural": "subjects from comments",
                "ordering": ["-created_at", "-pk"],
                "default_permissions": (),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.search.SearchVector(
                            models.Func(
                                "title",
                                output_field=models.TextField(),
                                template="regexp_replace(replace(replace(replace(replace(replace(replace(replace(replace(translate(regexp_replace(normalize(%(expressions)s, NFKD), '[\\u0300-\\u036f\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff]+', '', 'g'), 'łøđðħŧŋıƒŁØĐÐĦŦŊ', 'loddhtnifLODDHTN'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ẞ', 'SS'), 'Æ', 'AE'), 'Œ', 'OE'), 'Þ', 'TH'), '[!-/:-@\\[-`{-~\\u0080-\\u00a9\\u00ab\\u00ac\\u00ae-\\u00b1\\u00b4\\u00b6-\\u00b8\\u00bb\\u00bf\\u00d7\\u00f7\\u02b9-\\u02df\\u1680\\u2000-\\u200a\\u2010-\\u2029\\u202f-\\u205f\\u207a-\\u207e\\u208a-\\u208e\\u20a0-\\u20cf\\u2190-\\u245f\\u2500-\\u2bff\\u2e00-\\u2e7f\\u3000-\\u3004\\u3008-\\u3020\\ufffc\\ufffd\\U0001f000-\\U0001f0ff\\U0001f300-\\U0001faff]+', ',', 'g')",
                            ),
                            config="simple",
                        ),
                        name="asked_subjects_by_word",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "created_at__range",
                                (
                                    datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                                    datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                                ),
                            )
                        ),
                        name="askedsubject_has_moments_in_reach",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AskedQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "marked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="marked"
                    ),
                ),
                (
                    "told_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="told of the article"
                    ),
                ),
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked_question",
                        to="blog.comment",
                        verbose_name="comment",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="blog.askedsubject",
                        verbose_name="subject from comments",
                    ),
                ),
            ],
            options={
                "verbose_name": "question about a subject",
                "verbose_name_plural": "questions about subjects",
                "ordering": ["subject", "marked_at", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "marked_at__range",
                                (
                                    datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                                    datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                                ),
                            ),
                            (
                                "told_at__range",
                                (
                                    datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                                    datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                                ),
                            ),
                        ),
                        name="askedquestion_has_moments_in_reach",
                    )
                ],
            },
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]

"""A version becomes what readers see through `publish`, and through nothing else."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from blog.models import Article, ArticleState
from blog.models.article_content import ArticleContent
from coaching_site.versions.version import StaleVersionError
from tests.blog.previews import save
from tests.factories import make_article, make_author, make_series, make_topic, make_user

pytestmark = pytest.mark.django_db


def start(**fields: object) -> Article:
    return Article.start(
        ArticleContent(**({"title": "Loslaten", "slug": "loslaten"} | fields)), by=None
    )


def test_a_first_save_makes_a_draft_that_no_reader_sees():
    article = start(body="<p>Een geheim.</p>")

    assert article.state == ArticleState.DRAFT
    assert not Article.objects.published().exists()
    assert article.body == ""
    assert article.newest_version.read().body == "<p>Een geheim.</p>"


def test_publishing_shows_everything_the_version_holds():
    first, second = make_author("Anna"), make_author("Bram")
    main, other = make_topic("Ouders"), make_topic("Gesprekken")
    series, related = make_series(), make_article()
    article = start(
        summary="Kort.",
        body="<h2>Een kop</h2><p>De tekst.</p>",
        authors=(second.pk, first.pk),
        topics=(other.pk, main.pk),
        related=(related.pk,),
        series=series.pk,
        part=2,
        featured=True,
        copyright_line="© Bram",
        discussion_questions=("Wat doe jij?",),
        search_title="Over loslaten",
        search_description="Hoe dat gaat.",
        conversation="read_only",
        holds="first",
        comments_close_after_days=14,
    )
    stored = article.newest_version.read()

    article.publish(article.newest_version, by=None)

    shown = Article.objects.published().for_reading().get(slug="loslaten")
    assert [byline.author.name for byline in shown.bylines.all()] == ["Bram", "Anna"]
    assert [place.topic.name for place in shown.article_topics.all()] == ["Gesprekken", "Ouders"]
    assert shown.related_articles() == [related]
    assert (shown.series, shown.part, shown.featured) == (series, 2, True)
    assert (shown.summary, shown.copyright_line) == ("Kort.", "© Bram")
    assert shown.discussion_questions == ["Wat doe jij?"]
    assert [heading["text"] for heading in shown.contents] == ["Een kop"]
    assert "De tekst." in shown.body_html
    assert (shown.search_title, shown.search_description) == ("Over loslaten", "Hoe dat gaat.")
    assert (shown.conversation, shown.comments_close_after_days) == ("read_only", 14)
    assert shown.holds == "first"
    usual = ArticleContent(title="")
    assert [name for name, value in asdict(stored).items() if value == getattr(usual, name)] == [
        "publish_at", "end_at", "cover", "social_image",
    ]  # fmt: skip


def test_saving_a_live_article_leaves_the_live_text_until_it_is_published():
    article = start(body="<p>Oud.</p>")
    article.publish(article.newest_version, by=None)

    changed = save(article, title="Vasthouden", body="<p>Nieuw.</p>")
    article.refresh_from_db()

    assert (article.title, article.body) == ("Loslaten", "<p>Oud.</p>")
    assert article.has_unpublished_changes
    article.publish(changed, by=None)
    article.refresh_from_db()
    assert (article.title, article.body) == ("Vasthouden", "<p>Nieuw.</p>")
    assert not article.has_unpublished_changes


def test_a_correction_keeps_the_date_of_publication():
    article = start()
    article.publish(article.newest_version, by=None)
    published_at = article.publish_at

    article.publish(save(article, title="Loslaten, opnieuw"), by=None)

    assert article.publish_at == published_at
    assert article.changed_at > published_at


def test_saving_over_a_newer_version_is_refused_and_stores_nothing():
    article = start()
    save(article, title="Van een ander")

    with pytest.raises(StaleVersionError) as refusal:
        article.save_version(ArticleContent(title="Van mij"), by=None, based_on=1)

    assert refusal.value.newest.read().title == "Van een ander"
    assert article.versions.count() == 2


def test_an_unchanged_save_makes_no_version():
    article = start()

    save(article)

    assert [version.number for version in article.versions.all()] == [1]


def test_a_draft_carries_its_newest_title_in_the_lists_of_the_admin():
    article = start()

    save(article, title="Nieuwe titel", slug="nieuwe-titel")
    article.refresh_from_db()

    assert (article.title, article.slug) == ("Nieuwe titel", "nieuwe-titel")


def test_what_was_deleted_since_is_left_out_when_an_old_version_is_published():
    author, topic = make_author(), make_topic()
    article = start(authors=(author.pk,), topics=(topic.pk,), series=987_654, cover=987_654)
    author.delete()

    article.publish(article.newest_version, by=None)

    assert [place.topic for place in article.article_topics.all()] == [topic]
    assert not article.bylines.exists()
    assert (article.series, article.cover) == (None, None)


def test_publishing_records_who_did_it():
    editor = make_user()
    article = start()

    article.publish(article.newest_version, by=editor)

    article.refresh_from_db()
    assert article.published_by == editor


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"publish_at": None}, ArticleState.DRAFT),
        ({"publish_at": timedelta(minutes=1)}, ArticleState.SCHEDULED),
        ({"publish_at": -timedelta(minutes=1)}, ArticleState.LIVE),
        ({"publish_at": -timedelta(days=2), "end_at": -timedelta(days=1)}, ArticleState.ENDED),
        (
            {"publish_at": -timedelta(days=2), "trashed_at": -timedelta(days=1)},
            ArticleState.TRASHED,
        ),
    ],
)
def test_only_what_is_live_is_published(fields, state):
    now = timezone.now()
    moments = {name: moment and now + moment for name, moment in fields.items()}
    article = make_article(**moments)

    assert article.state == state
    assert Article.objects.published().exists() == (state == ArticleState.LIVE)


def test_taking_it_offline_and_out_of_the_trash_again_loses_no_text():
    article = start(body="<p>De tekst.</p>")
    article.publish(article.newest_version, by=None)

    article.move_to_trash()
    assert article.state == ArticleState.TRASHED
    article.take_out_of_trash()
    assert article.state == ArticleState.LIVE
    article.unpublish()

    assert article.state == ArticleState.DRAFT
    assert article.newest_version.read().body == "<p>De tekst.</p>"


# The years that the form takes; hours that the clock skips or strikes twice are among them.
moments = st.none() | st.datetimes(
    datetime(1900, 1, 2),  # noqa: DTZ001 (hypothesis adds the zone)
    datetime(2100, 12, 30),  # noqa: DTZ001 (the same)
    timezones=st.just(timezone.get_default_timezone()),
)
contents = st.builds(
    ArticleContent,
    title=st.text(max_size=20),
    body=st.text(max_size=50),
    authors=st.lists(st.integers(1, 9), max_size=3).map(tuple),
    cover=st.none() | st.integers(1, 9),
    publish_at=moments,
    end_at=moments,
    discussion_questions=st.lists(st.text(max_size=9), max_size=3).map(tuple),
)


class TestContent(TestCase):
    @given(content=contents)
    def test_a_content_survives_being_stored(self, content):
        assert ArticleContent.from_json(content.to_json()) == content


def test_a_content_of_another_release_is_read_with_defaults():
    stored = {"title": "Oud", "of_a_later_release": True}

    assert ArticleContent.from_json(stored) == ArticleContent(title="Oud")


def test_an_hour_that_is_struck_twice_is_the_same_after_being_stored():
    second_stroke = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=timezone.get_default_timezone())
    content = ArticleContent(title="Wintertijd", publish_at=second_stroke)

    stored = ArticleContent.from_json(content.to_json())

    assert stored == content
    assert stored.publish_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)

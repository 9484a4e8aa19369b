"""The list of articles in the admin: what each row says, and what it costs."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone
from lxml import html

from blog.models import Article, ArticleState
from blog.models.article_content import ArticleContent
from tests.blog.article_form import change, post, start
from tests.factories import make_article, make_author, make_image, make_topic

pytestmark = pytest.mark.django_db

LIST = "/admin/blog/article/"


def rows(client, **filters: str) -> list[str]:
    page = html.fromstring(client.get(f"{LIST}?{urlencode(filters)}").content.decode())
    return [" ".join(row.text_content().split()) for row in page.cssselect("#result_list tbody tr")]


def test_the_list_says_where_each_article_stands(client, coach):
    now = timezone.now()
    make_article("Concept", publish_at=None)
    make_article("Gepland", publish_at=now + timedelta(days=1))
    make_article("Voorbij", end_at=now)
    make_article("Weg", trashed_at=now)
    make_article("Live")

    def listed(**filters: str) -> set[str]:
        page = client.get(f"{LIST}?{urlencode(filters)}")
        return {article.title for article in page.context["cl"].result_list}

    assert listed() == {"Concept", "Gepland", "Voorbij", "Live"}
    assert listed(state="draft") == {"Concept"}
    assert listed(state="scheduled") == {"Gepland"}
    assert listed(state="ended") == {"Voorbij"}
    assert listed(state="trashed") == {"Weg"}
    assert listed(state="live") == {"Live"}


def test_actions_take_offline_and_move_through_the_trash(client, coach):
    article = start(client, "_publish")

    def act(action: str, query: str = "") -> ArticleState:
        client.post(f"{LIST}{query}", {"action": action, "_selected_action": [article.pk]})
        return Article.objects.get(pk=article.pk).state

    assert act("move_to_trash") == ArticleState.TRASHED
    assert act("take_out_of_trash", "?state=trashed") == ArticleState.LIVE
    assert act("take_offline") == ArticleState.DRAFT
    act("delete_selected")
    assert Article.objects.filter(pk=article.pk).exists()


def test_a_draft_is_listed_as_it_was_saved_last(client, coach, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cover = make_image()
    start(client, title="Nog niet af", bylines=[make_author("Anna").pk], cover=cover.pk)

    page = html.fromstring(client.get(LIST).content.decode())

    [row] = page.cssselect("#result_list tbody tr")
    assert "Nog niet af" in row.text_content()
    assert "Anna" in row.text_content()
    assert [image.get("src") for image in row.cssselect("img")] == [cover.file.url]


def test_a_row_says_in_words_what_readers_see_and_what_not_yet(client, coach):
    live = start(client, "_publish", title="Live")
    post(client, change(live), title="Anders", slug=live.slug, based_on=1)
    moment = timezone.localtime().replace(year=2030, month=3, day=1, hour=9, minute=0)
    scheduled = start(
        client, "_publish", title="Straks", publish_at_0="01-03-2030", publish_at_1="09:00"
    )
    waiting = start(client, "_publish", title="Wacht")
    waiting.versions.update(go_live_at=moment)

    said = {
        title: row for title in ("Live", "Straks", "Wacht") for row in rows(client) if title in row
    }

    assert "met wijzigingen die lezers nog niet zien" in said["Live"]
    assert "1 maart 2030 09:00" in said["Straks"]
    assert "wijziging wacht op 1 maart 2030 09:00" in said["Wacht"]
    assert "wijzigingen" not in said["Straks"]
    assert scheduled.state == ArticleState.SCHEDULED


def test_a_row_is_found_by_words_of_its_title_and_its_summary(client, coach):
    make_article("Klein beginnen")
    make_article("Wachten", summary="Over geduld in de klas.")

    assert [row for row in rows(client, q="klein") if "Klein beginnen" in row]
    assert [row for row in rows(client, q="klas geduld") if "Wachten" in row]
    assert rows(client, q="niemand") == []


def titles_found(client, words: str) -> list[str]:
    page = client.get(LIST, {"q": words})
    return sorted(article.title for article in page.context["cl"].result_list)


@pytest.mark.parametrize("common_from", [1, 2_000])
def test_an_article_is_found_by_its_live_and_its_newest_text(
    client, coach, monkeypatch, common_from
):
    monkeypatch.setattr("blog.search.versions.COMMON_FROM", common_from)
    article = Article.start(
        ArticleContent(title="Live", slug="live", body="<p>Een trefbal/voetbal.</p>"), by=None
    )
    article.publish(article.newest_version, by=None)
    for number, body in enumerate(["<p>Tussendoor.</p>", "<p>Een <b>veld</b>slag.</p>"], start=1):
        content = ArticleContent(title="Live", slug="live", body=body)
        article.save_version(content, by=None, based_on=number)
    Article.start(ArticleContent(title="Concept", slug="concept", body="<p>Slagbal</p>"), by=None)

    assert titles_found(client, "trefb") == ["Live"]
    assert titles_found(client, "voetbal") == ["Live"]
    assert titles_found(client, "slagbal") == ["Concept"]
    assert titles_found(client, "veld") == ["Live"]
    assert titles_found(client, "tussendoor") == []


def test_a_filter_says_what_it_narrows_to(client, coach):
    topic = make_topic("Ouders")
    make_article("Met", topics=(topic,), authors=(make_author(),))
    make_article("Zonder")

    page = html.fromstring(client.get(f"{LIST}?topics__id__exact={topic.pk}").content.decode())

    names = [" ".join(name.text_content().split()) for name in page.find_class("list-filter__name")]
    assert names == ["Status: Alle", "Thema’s: Ouders", "Auteurs: Alle"]
    assert len(page.cssselect("#result_list tbody tr")) == 1


def test_the_list_costs_the_same_queries_at_10_and_at_40_articles(
    client, coach, django_assert_num_queries, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path

    def add(count: int) -> None:
        for _number in range(count):
            content = ArticleContent(
                title="T",
                slug=f"t-{Article.objects.count()}",
                authors=(make_author().pk,),
                cover=make_image().pk,
            )
            article = Article.start(content, by=coach)
            article.publish(article.newest_version, by=coach)

    def queries() -> int:
        with django_assert_num_queries(10) as captured:
            client.get(LIST)
        return len(captured)

    add(10)
    few = queries()
    add(30)
    assert queries() == few

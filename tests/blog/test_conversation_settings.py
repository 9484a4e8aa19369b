"""What the site and each article say of conversations, and what readers then see."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from blog.models import Article, ArticleVersion, Comment, ConversationSettings
from blog.models.article_content import ArticleContent
from coaching_site.accounts.models import User
from coaching_site.site.starting_rows import EDITORS, make_starting_rows
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/blog/conversationsettings/1/change/"
ON, READ_ONLY, OFF = "on", "read_only", "off"


def typed(**values: Any) -> dict[str, Any]:
    """Return what somebody sends who changes the settings."""
    return {
        "conversation": "on",
        "close_after_days": "",
        "holds": "everything",
        "links_allowed": "1",
        "listed_words": "",
        "readers_may_report": "on",
    } | values


def shown(client: Client, article: Article) -> tuple[bool, bool]:
    """Return whether the comments of an article are shown, and whether it takes more."""
    page = client.get(article.get_absolute_url()).text
    return 'id="reacties"' in page, f"/artikelen/{article.slug}/reageren/" in page


SEEN = {ON: (True, True), READ_ONLY: (True, False), OFF: (False, False)}


@pytest.mark.parametrize("site", SEEN)
@pytest.mark.parametrize("on_article", ["", *SEEN])
def test_an_article_says_it_and_otherwise_the_site(
    client: Client, site: str, on_article: str
) -> None:
    ConversationSettings.objects.update(conversation=site)
    article = make_article(conversation=on_article)
    make_comment(article, "Wat gezegd is.")
    assert shown(client, article) == SEEN[on_article or site]
    expected = 200 if (on_article or site) == ON else 403
    assert client.get(f"/artikelen/{article.slug}/reageren/").status_code == expected


@pytest.mark.parametrize(
    ("site", "on_article", "is_open"),
    [(None, None, True), (2, None, False), (2, 5, True), (5, 2, False), (0, None, False)],
)
def test_conversations_close_after_the_days_of_the_article_or_the_site(
    client: Client, site: int | None, on_article: int | None, is_open: bool
) -> None:
    ConversationSettings.objects.update(close_after_days=site)
    appeared = timezone.now() - timedelta(days=3)
    article = make_article(comments_close_after_days=on_article, publish_at=appeared)
    make_comment(article)
    assert shown(client, article) == (True, is_open)


def test_what_was_closed_before_can_still_be_read() -> None:
    stored = {"title": "Rust", "comments_open": False, "comments_close_after_days": 14}
    content = ArticleContent.from_json(stored)
    assert (content.conversation, content.comments_close_after_days) == (READ_ONLY, 14)
    assert ArticleContent.from_json({"title": "Rust", "comments_open": True}).conversation == ""
    assert ArticleContent.from_json({"title": "Rust"}).conversation == ""


def test_an_old_version_that_was_closed_is_put_live_as_read_only(coach: User) -> None:
    article = Article.start(ArticleContent(title="Rust", slug="rust"), by=coach)
    version = article.versions.get()
    old = version.content | {"comments_open": False}
    del old["conversation"], old["holds"]
    ArticleVersion.objects.update(content=old)
    article.publish(article.versions.get(), by=coach)
    assert Article.objects.get().conversation == READ_ONLY


def test_the_row_is_made_once_and_missed_by_nobody(client: Client) -> None:
    assert [*ConversationSettings.objects.values_list("pk", flat=True)] == [1]
    ConversationSettings.objects.all().delete()
    article = make_article()
    assert shown(client, article) == (True, True)
    for _time in range(2):
        make_starting_rows(using="default")
    assert ConversationSettings.objects.count() == 1


def test_an_editor_changes_the_settings(client: Client) -> None:
    editor = make_user()
    editor.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(editor)
    assert client.get("/admin/blog/conversationsettings/")["Location"] == PAGE
    page = client.get(PAGE)
    assert page.status_code == 200
    for address in ("add/", "1/delete/"):
        assert client.get(f"/admin/blog/conversationsettings/{address}").status_code == 403

    changed = typed(
        conversation=READ_ONLY, close_after_days="30", holds="first", links_allowed="",
        listed_words="casino\r\n gratis  scan ", readers_may_report="",
    )  # fmt: skip
    assert client.post(PAGE, changed).status_code == 302

    settings = ConversationSettings.load()
    assert (settings.conversation, settings.close_after_days) == (READ_ONLY, 30)
    assert (settings.holds, settings.links_allowed) == ("first", None)
    assert settings.listed_words.splitlines()[0] == "casino"
    assert settings.readers_may_report is False


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("close_after_days", str(10**30)),
        ("close_after_days", "-1"),
        ("links_allowed", "een"),
        ("links_allowed", "40000"),
        ("listed_words", "x" * 10_001),
        ("conversation", "dicht"),
        ("holds", ""),
    ],
)
def test_what_cannot_be_meant_is_refused_beside_its_field(
    desk: Client, name: str, value: str
) -> None:
    answer = desk.post(PAGE, typed(**{name: value}))
    assert answer.status_code == 200
    assert [*answer.context["adminform"].form.errors] == [name]
    assert ConversationSettings.load().conversation == ON


def test_a_writer_does_not_see_the_settings(writer: Client) -> None:
    for address in (PAGE, "/admin/blog/conversationsettings/"):
        assert writer.get(address).status_code == 403


def test_an_author_sets_one_article_in_its_form(desk: Client) -> None:
    page = desk.get("/admin/blog/article/add/").text
    for name in ("conversation", "comments_close_after_days", "holds"):
        assert f'name="{name}"' in page
    assert "zoals ingesteld voor de site" in page


def test_comments_come_back_when_they_are_switched_on_again(client: Client) -> None:
    article = make_article()
    make_comment(article, "Bewaard.")
    ConversationSettings.objects.update(conversation=OFF)
    assert "Bewaard." not in client.get(article.get_absolute_url()).text
    ConversationSettings.objects.update(conversation=ON)
    assert "Bewaard." in client.get(article.get_absolute_url()).text
    assert Comment.objects.count() == 1

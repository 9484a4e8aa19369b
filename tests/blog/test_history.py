"""The pages with the versions of an article: who wrote them, what differs, putting one back."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from blog.models import Article, ArticleVersion
from blog.models.article_content import ArticleContent
from tests.blog.article_versions import later, moment, page, post, start, words
from tests.factories import make_author, make_user

pytestmark = pytest.mark.django_db

EVIL = "<script>alert(1)</script>"


def test_the_history_says_of_each_version_who_when_why_and_who_saw_it(client, coach):
    editor = make_user("anna", first_name="Anna", last_name="Verzonnen")
    article = start()
    article.save_version(
        ArticleContent(title="Nieuw", slug="loslaten"), by=editor, based_on=1, note="Titel korter"
    )
    article.restore(article.versions.get(number=1), by=coach, based_on=2)
    article.schedule_change(article.versions.get(number=2), later(), by=coach)

    html = words(client.get(page(article)))

    third, second, first = (html.index(f'id="version-{number}"') for number in (3, 2, 1))
    assert third < second < first
    newest, middle, oldest = html[third:second], html[second:first], html[first:]
    assert "teruggezet uit de geschiedenis" in newest
    assert "Versie 1 teruggezet" in newest
    assert "Titel korter" in middle
    assert "Anna" in middle
    assert "gaat online op" in middle
    assert "lezers zien dit, sinds" in oldest


def test_the_history_says_until_when_readers_saw_a_version(client, coach):
    article = start("Een", "Twee")
    article.publish(article.newest_version, by=None)
    article.unpublish()

    assert words(client.get(page(article))).count("was online van") == 2


def test_the_history_is_paged_and_costs_the_same_queries_for_500_versions(
    client, coach, django_assert_num_queries
):
    article = start("Een", "Twee", "Drie")

    def queries() -> int:
        with django_assert_num_queries(10) as captured:
            client.get(page(article))
        assert [query["sql"] for query in captured if '"content"' in query["sql"]] == []
        return len(captured)

    few = queries()
    content = article.newest_version.content
    ArticleVersion.objects.bulk_create(
        ArticleVersion(article=article, number=number, content=content) for number in range(4, 501)
    )
    assert queries() == few
    listed = client.get(page(article, query="?page=2")).context["rows"]
    assert [row.version.number for row in listed] == list(range(475, 450, -1))
    assert client.get(page(article, query="?page=99")).status_code == 404


def test_opening_the_form_loads_one_text_however_many_versions_there_are(client, coach):
    article = start("Een", "Twee", "Drie")

    with_content = []

    def note(execute, sql, parameters, many, context):
        if '"blog_articleversion"."content"' in sql:
            with_content.append(sql)
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        client.get(page(article, "change"))

    assert [sql for sql in with_content if "LIMIT 1" not in sql] == []
    assert len(with_content) == 1


def test_what_happened_beside_saving_stands_among_the_versions(client, coach):
    article = start()
    client.post(page(article, "take-offline"), {"sure": "1"})

    listed = client.get(page(article)).context["rows"]

    assert [getattr(row, "words", row.__class__.__name__) for row in listed] == [
        "Offline gehaald.",
        "VersionRow",
    ]


@pytest.mark.parametrize("view", ["", "&view=beside"])
def test_two_versions_are_compared_word_by_word_in_either_shape(client, coach, view):
    article = start("Wie loslaat wint", "Wie vasthoudt wint")

    html = words(client.get(page(article, "compare", f"?old=2&new=1{view}")))

    assert '<del><span class="visually-hidden">weg: </span>loslaat</del>' in html
    assert '<ins><span class="visually-hidden">erbij: </span>vasthoudt</ins>' in html
    assert ("comparison__side" in html) == bool(view)


@pytest.mark.parametrize("query", ["", "?old=1", "?old=1&new=99", "?old=x&new=1", "?old=&new="])
def test_a_comparison_of_what_is_not_there_is_a_404(client, coach, query):
    assert client.get(page(start(), "compare", query)).status_code == 404


def test_putting_back_is_asked_shows_what_changes_and_can_be_undone(client, coach):
    article = start("Oude titel", "Nieuwe titel")

    asked = words(client.get(page(article, "restore/1")))
    assert '<del><span class="visually-hidden">weg: </span>Nieuwe</del>' in asked
    assert article.versions.count() == 2
    done = client.post(page(article, "restore/1"), {"based_on": 2}, follow=True)

    assert done.redirect_chain[0][0] == page(article, "change")
    assert article.newest_version.read().title == "Oude titel"
    assert f'<a href="{page(article, "restore/2")}">Ongedaan maken' in words(done)
    client.post(page(article, "restore/2"), {"based_on": 3})
    assert article.newest_version.read().title == "Nieuwe titel"


def test_putting_back_leaves_readers_alone_unless_that_is_asked_too(client, coach):
    article = start("Eerst", "Daarna")
    article.publish(article.newest_version, by=None)

    client.post(page(article, "restore/1"), {"based_on": 2})
    assert Article.objects.published().get().title == "Daarna"

    client.post(page(article, "restore/1"), {"based_on": 3, "_publish": "1"})
    assert Article.objects.published().get().title == "Eerst"


def test_putting_back_never_hides_what_readers_see(client, coach):
    article = start("Eerst", "Daarna")
    content = replace(article.newest_version.read(), publish_at=later())
    article.save_version(content, by=None, based_on=2)

    assert 'name="_publish"' not in words(client.get(page(article, "restore/1")))
    client.post(page(article, "restore/1"), {"based_on": 3, "_publish": "1"})

    assert Article.objects.published().get().live_version.number == 1
    assert article.newest_version.read().title == "Eerst"


def test_putting_back_over_what_somebody_saved_meanwhile_is_refused(client, coach):
    article = start("Een", "Twee", "Van een ander")

    response = client.post(page(article, "restore/1"), {"based_on": 2}, follow=True)

    assert response.redirect_chain[0][0] == page(article, "restore/1")
    assert "heeft intussen een nieuwere versie bewaard" in words(response)
    assert article.newest_version.read().title == "Van een ander"


def test_a_writer_puts_back_but_does_not_publish_nor_plan(client):
    writer = make_user("schrijver")
    writer.groups.add(Group.objects.get(name="Schrijvers"))
    client.force_login(writer)
    article = start("Een", "Twee")
    article.schedule_change(article.newest_version, later(), by=None)

    assert 'name="_publish"' not in words(client.get(page(article, "restore/1")))
    assert 'name="change_at_0"' not in words(client.get(page(article, "change")))
    refused = [
        client.post(page(article, "restore/1"), {"based_on": 2, "_publish": "1"}),
        client.post(page(article, "cancel-change")),
        post(client, article, "_cancel_change"),
        post(client, article, "_publish", **moment(later())),
    ]
    assert [response.status_code for response in refused] == [403] * 4
    assert article.waiting_change.number == 2
    client.post(page(article, "restore/1"), {"based_on": 2})
    assert article.newest_version.read().title == "Een"


@pytest.mark.parametrize("name", ["history", "compare", "restore/1", "cancel-change"])
def test_strangers_see_nothing_of_it(client, name):
    article = start("Geheim")

    response = client.post(page(article, name), follow=True)

    assert response.redirect_chain[-1][0].startswith("/account/login/")
    assert "Geheim" not in words(response)


def test_nothing_hostile_runs_in_history_comparison_or_question(client, coach):
    author = make_author(EVIL)
    editor = make_user("evil", first_name=EVIL[:30])
    article = start()
    article.save_version(
        ArticleContent(title=EVIL, slug="loslaten", body=EVIL, authors=(author.pk,)),
        by=editor,
        based_on=1,
        note=EVIL,
    )
    article.publish(article.newest_version, by=None)

    for name in ("history", "compare/?old=1&new=2", "restore/1", "change"):
        html = client.get(page(article, name).rstrip("/") + ("" if "?" in name else "/")).content
        assert b"alert(1)" in html
        assert b"<script>alert" not in html


def test_a_note_is_kept_with_the_version(client, coach):
    article = start()

    post(client, article, "_save", title="Vasthouden", note="Titel  korter\n")

    assert article.newest_version.note == "Titel korter"
    assert client.get(page(article, "change")).context["adminform"].form["note"].value() is None

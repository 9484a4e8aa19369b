"""The pages with the versions of an article, and the plan for a change in its form."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.utils import timezone

from blog.models import Article, ArticleState, ArticleVersion
from blog.models.article_content import ArticleContent
from blog.tasks.versions import put_change_live
from tests.factories import make_author, make_user

pytestmark = pytest.mark.django_db

EVIL = "<script>alert(1)</script>"


def start(*titles: str, **fields: object) -> Article:
    """Make an article with a version for each title; the first is live."""
    first, *rest = titles or ("Loslaten",)
    fields = {"slug": "loslaten", "body": "<p>De tekst.</p>"} | fields
    article = Article.start(ArticleContent(title=first, **fields), by=None)
    article.publish(article.newest_version, by=None)
    for number, title in enumerate(rest, 1):
        content = ArticleContent(title=title, publish_at=article.publish_at, **fields)
        article.save_version(content, by=None, based_on=number)
    return article


def page(article: Article, name: str = "history", query: str = "") -> str:
    return f"/admin/blog/article/{article.pk}/{name}/{query}"


def words(response) -> str:
    """Return the page as text in one line."""
    return " ".join(response.content.decode().split())


def post(client: Client, article: Article, button: str, **fields: object):
    newest = article.newest_version
    content = newest.read()
    local = timezone.localtime(content.publish_at)
    typed = {
        "title": content.title,
        "slug": content.slug,
        "body": content.body,
        "comments_open": "on",
        "publish_at_0": f"{local:%d-%m-%Y}",
        "publish_at_1": f"{local:%H:%M}",
        "based_on": newest.number,
        button: "1",
    }
    return client.post(page(article, "change"), typed | fields)


def moment(at: datetime, name: str = "change_at") -> dict[str, str]:
    """Return a moment as it is typed."""
    local = timezone.localtime(at)
    return {f"{name}_0": f"{local:%d-%m-%Y}", f"{name}_1": f"{local:%H:%M}"}


def later(**ahead: float) -> datetime:
    """Return a whole minute in the time to come, an hour unless told otherwise."""
    at = timezone.now() + timedelta(**(ahead or {"hours": 1}))
    return at.replace(second=0, microsecond=0)


def refusals(response) -> dict[str, list[str]]:
    form = response.context["adminform"].form
    return {name: [e.code for e in found.as_data()] for name, found in form.errors.items()}


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
    assert "(Europe/Amsterdam)" in newest
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
    assert "heeft intussen een nieuwere versie opgeslagen" in words(response)
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


def test_a_change_is_planned_in_the_form_and_seen_at_its_minute(client, coach):
    article = start()
    at = later()

    response = post(client, article, "_publish", title="Vasthouden", **moment(at))

    assert response.status_code == 302, refusals(response)
    assert Article.objects.published().get().title == "Loslaten"
    assert (article.waiting_change.go_live_at, article.waiting_change.go_live_by) == (at, coach)
    html = words(client.get(page(article, "change")))
    assert "Versie 2 gaat online op" in html
    assert "Ingepland: lezers zien de wijzigingen vanaf" in html
    assert f'name="change_at_1" value="{timezone.localtime(at):%H:%M}"' in html
    with time_machine.travel(at):
        put_change_live(article.waiting_change.pk)
        assert Article.objects.published().get().title == "Vasthouden"


def test_publishing_at_once_leaves_a_planned_moment_for_what_it_is(client, coach):
    article = start()
    post(client, article, "_publish", title="Vasthouden", **moment(later()))

    response = post(client, article, "_publish", **moment(later()), _publish="now")

    assert response.status_code == 302, refusals(response)
    assert article.waiting_change is None
    assert Article.objects.published().get().title == "Vasthouden"


def test_a_plan_can_be_cancelled_from_the_form_without_losing_what_is_typed(client, coach):
    article = start()
    post(client, article, "_publish", title="Vasthouden", **moment(later()))

    post(client, article, "_cancel_change", title="Nog onaf")

    assert article.waiting_change is None
    assert article.newest_version.read().title == "Nog onaf"
    assert Article.objects.published().get().title == "Loslaten"


def test_saving_on_while_a_change_waits_says_what_goes_live(client, coach):
    article = start()
    at = later()
    post(client, article, "_publish", title="Vasthouden", **moment(at))

    post(client, article, "_save", title="Nog een idee", **moment(at))

    html = words(client.get(page(article, "change")))
    assert "hoort niet bij wat op" in html
    assert "dat is versie 2" in html
    assert article.waiting_change.number == 2


def test_publishing_at_once_says_that_the_plan_is_off(client, coach):
    article = start()
    post(client, article, "_publish", title="Vasthouden", **moment(later()))

    post(client, article, "_publish", title="Dringend")

    assert article.waiting_change is None
    assert Article.objects.published().get().title == "Dringend"
    assert "gaat niet door: die was ouder" in words(client.get(page(article, "change")))


def test_a_moment_without_the_button_that_plans_is_not_forgotten_in_silence(client, coach):
    article = start()

    post(client, article, "_save", title="Vasthouden", **moment(later()))

    assert article.waiting_change is None
    assert "Er is nog niets ingepland" in words(client.get(page(article, "change")))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (moment(timezone.now() - timedelta(hours=1)), {"change_at": ["past"]}),
        (moment(later()) | moment(later(minutes=30), "end_at"), {"end_at": ["order"]}),
        (moment(later(days=2), "publish_at"), {"publish_at": ["gap"]}),
        (moment(later(days=1)) | moment(later(days=2), "publish_at"), {"publish_at": ["gap"]}),
        ({"change_at_0": "32-13-2026"}, {"change_at": ["invalid"]}),
        ({"note": "x" * 201}, {"note": ["max_length"]}),
    ],
)
def test_a_change_that_would_come_to_nothing_is_refused_with_everything_kept(
    client, coach, fields, expected
):
    article = start()

    response = post(client, article, "_publish", title="Vasthouden", **fields)

    assert refusals(response) == expected
    assert response.context["adminform"].form["title"].value() == "Vasthouden"
    assert article.waiting_change is None


def test_a_draft_offers_no_moment_for_changes(client, coach):
    article = start()
    article.unpublish()

    assert 'name="change_at_0"' not in words(client.get(page(article, "change")))
    post(client, article, "_publish", **moment(later()))
    assert article.state != ArticleState.TRASHED
    assert article.waiting_change is None


def test_a_note_is_kept_with_the_version(client, coach):
    article = start()

    post(client, article, "_save", title="Vasthouden", note="Titel  korter\n")

    assert article.newest_version.note == "Titel korter"
    assert client.get(page(article, "change")).context["adminform"].form["note"].value() is None

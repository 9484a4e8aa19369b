"""Links to previews: what a stranger sees, and when a link is as dead as one never made."""

import logging
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from lxml import html

from blog.models import Article, ArticleVersion, PreviewLink
from blog.tasks.trash import erase_expired_preview_links
from coaching_site.logs import RouteInsteadOfPath
from tests.blog.previews import draft, is_dead, live, preview, save, share, text_of
from tests.factories import make_comment, make_topic, make_user
from tests.shown import document_of

pytestmark = pytest.mark.django_db


def test_a_stranger_reads_a_draft_by_its_link(client):
    answer = client.get(share(draft()))

    assert answer.status_code == 200
    assert "Het geheim." in text_of(answer)
    assert "Voorbeeld, nog niet openbaar." in text_of(answer)
    assert "(Europe/Amsterdam)" in text_of(answer)


def test_a_link_shows_what_was_saved_last(client):
    article = live(body="<p>Oud.</p>")
    save(article, body="<p>Nieuw.</p>")
    address = share(article)
    assert "Nieuw." in text_of(client.get(address))

    save(article, body="<p>Nieuwer.</p>")

    assert "Nieuwer." in text_of(client.get(address))
    assert "Oud." in text_of(client.get("/artikelen/loslaten/"))


def test_a_link_shows_a_scheduled_article(client):
    article = live(publish_at=timezone.now() + timedelta(days=2))

    assert "Het geheim." in text_of(client.get(share(article)))


def test_a_preview_is_kept_by_nobody_found_by_nobody_and_told_to_nobody(client):
    answer = client.get(share(draft()))

    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert list(answer.cookies) == []


def test_a_stranger_finds_nothing_to_do_in_a_preview(client):
    article = live()
    make_comment(article)
    save(article, body="<p>Nieuw.</p>")

    page = html.document_fromstring(client.get(share(article)).content)

    assert [form.get("action") for form in page.iter("form")] == ["/artikelen/zoeken/"]
    assert page.xpath("//*[@hx-get or @hx-post or @data-copy]") == []
    assert page.xpath("//a[contains(@href, 'reageren') or contains(@href, '/admin/')]") == []


def test_only_the_page_of_readers_is_shared_and_talked_about(desk):
    article = live()
    make_comment(article, "Herkenbaar.")
    save(article, body="<p>Nieuw.</p>")

    def below(address: str) -> list[str]:
        page = document_of(desk.get(address))
        return [name for name in ("share", "comments", "prose") if page.find_class(name)]

    assert below("/artikelen/loslaten/") == ["share", "comments", "prose"]
    assert below(share(article)) == ["prose"]
    assert below(preview(article)) == ["prose"]
    assert "Herkenbaar." not in text_of(desk.get(share(article)))


def test_a_preview_leaves_no_trace(client):
    article = live(body="<p>Oud.</p>", topics=(make_topic().pk,))
    save(article, slug="ander-adres", body="<p>Nieuw.</p>", topics=())
    stored = list(Article.objects.values()), list(ArticleVersion.objects.values())

    client.get(share(article))

    assert stored == (list(Article.objects.values()), list(ArticleVersion.objects.values()))
    assert article.article_topics.count() == 1
    assert not article.former_slugs.exists()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_preview_is_only_read(client, method):
    assert getattr(client, method)(share(draft())).status_code == 405


def test_a_link_dies_after_a_week(client):
    address = share(draft())

    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23), tick=False):
        assert client.get(address).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1), tick=False):
        assert is_dead(address)


@pytest.mark.parametrize("change", [{}, {"body": "<p>Toch anders.</p>"}])
def test_a_link_dies_when_the_draft_is_published(change):
    article = draft()
    address = share(article)

    article.publish(save(article, **({"body": "<p>Het geheim.</p>"} | change)), by=None)

    assert is_dead(address)


def test_a_link_to_changes_dies_when_they_are_published_and_stays_dead():
    article = live()
    address = share(article)
    article.publish(save(article, body="<p>Nieuw.</p>"), by=None)
    assert is_dead(address)

    save(article, body="<p>Nog een geheim.</p>")
    assert is_dead(address)
    article.unpublish()
    assert is_dead(address)


def test_a_link_to_a_scheduled_article_works_until_readers_see_it(client):
    moment = timezone.now() + timedelta(days=2)
    article = draft()
    before = share(article)
    article.publish(save(article, publish_at=moment), by=None)
    after = share(article)

    assert client.get(before).status_code == client.get(after).status_code == 200
    with time_machine.travel(moment, tick=False):
        assert is_dead(before)
        assert is_dead(after)


def test_a_link_to_a_waiting_change_dies_when_the_change_goes_live(client):
    article = live()
    moment = timezone.now() + timedelta(days=2)
    article.schedule_change(save(article, body="<p>Straks.</p>"), moment, by=None)
    address = share(article)
    assert "Straks." in text_of(client.get(address))

    with time_machine.travel(moment, tick=False):
        assert Article.objects.get().put_change_live()
        assert is_dead(address)


def test_a_link_shows_nothing_from_the_trash_and_works_again_when_put_back(client):
    article = draft()
    address = share(article)

    article.move_to_trash()
    assert is_dead(address)
    article.take_out_of_trash()

    assert client.get(address).status_code == 200


def test_a_link_dies_with_its_article():
    article = draft()
    address = share(article)

    article.delete()

    assert is_dead(address)


@pytest.mark.parametrize(
    "token", ["x", "1", "1.x", "9999999999999999999999.x", "%00", "é", "a" * 3_000, "1.2.3", "²"]
)
def test_whatever_is_made_up_is_not_there(client, token):
    draft()

    assert client.get(f"/voorbeeld/{token}/").status_code in {400, 404}


def test_a_signature_fits_one_link_alone(client):
    first, second = share(draft()), share(draft(slug="ander"))
    other = first.replace(first.split("/")[2].split(".")[0], second.split("/")[2].split(".")[0], 1)

    assert other != second
    assert is_dead(other)


def test_no_token_reaches_the_log(client, caplog):
    address = share(draft())
    PreviewLink.objects.all().delete()
    with caplog.at_level(logging.DEBUG):
        client.get(address)

    for record in caplog.records:
        RouteInsteadOfPath().filter(record)
    lines = [record.getMessage() for record in caplog.records if record.name == "django.request"]
    assert lines == ["Not Found: /voorbeeld/<str:token>/"]


def test_expired_links_are_forgotten():
    share(draft())
    old = PreviewLink.make(draft(slug="oud"), by=make_user())
    PreviewLink.objects.filter(pk=old.pk).update(expires_at=timezone.now())

    erase_expired_preview_links(0)

    assert [link.article.slug for link in PreviewLink.objects.all()] == ["loslaten"]

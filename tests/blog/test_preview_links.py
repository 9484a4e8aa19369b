"""Previews: who may look, what they see, and when a shared link is as dead as one never made."""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from lxml import html

from blog.models import Article, ArticleVersion, PreviewLink
from blog.models.article_content import ArticleContent
from blog.tasks.trash import erase_expired_preview_links
from coaching_site.accounts.models import User
from coaching_site.logs import RouteInsteadOfPath
from tests.factories import make_comment, make_topic, make_user
from tests.shown import document_of

pytestmark = pytest.mark.django_db

MADE_UP = "/voorbeeld/12.verzonnen/"


def save(article: Article, **fields: Any) -> ArticleVersion:
    content = ArticleContent(**({"title": "Loslaten", "slug": "loslaten"} | fields))
    return article.save_version(content, by=None, based_on=article.newest_version.number)


def draft(**fields: Any) -> Article:
    content = {"title": "Loslaten", "slug": "loslaten", "body": "<p>Het geheim.</p>"} | fields
    return Article.start(ArticleContent(**content), by=None)


def live(**fields: Any) -> Article:
    article = draft(**fields)
    article.publish(article.newest_version, by=None)
    return article


def share(article: Article) -> str:
    return PreviewLink.make(article, by=make_user()).get_absolute_url()


def is_dead(address: str) -> bool:
    """Tell whether a stranger gets there exactly what a made-up link gives."""
    dead, never = Client().get(address), Client().get(MADE_UP)
    assert never.status_code == 404
    return (dead.status_code, dead.content, dead.headers) == (404, never.content, never.headers)


def text_of(answer: HttpResponse) -> str:
    return " ".join(html.document_fromstring(answer.content).text_content().split())


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


# What somebody of the practice does with links


def links_page(article: Article) -> str:
    return f"/admin/blog/article/{article.pk}/preview-links/"


def test_saving_and_sharing_is_one_button_and_then_the_link_is_there(desk, coach):
    article = draft()

    answer = desk.post(
        f"/admin/blog/article/{article.pk}/change/",
        {
            "title": "Loslaten, beter",
            "slug": "loslaten",
            "body": "<p>Beter.</p>",
            "based_on": 1,
            "_share": "1",
        },
        follow=True,
    )

    link = PreviewLink.objects.get()
    assert answer.redirect_chain == [(links_page(article), 302)]
    assert f'data-copy="http://127.0.0.1:8000{link.get_absolute_url()}"' in answer.content.decode()
    assert "Kopieer link" in answer.content.decode()
    assert link.created_by == coach
    assert "Beter." in text_of(Client().get(link.get_absolute_url()))


def test_the_open_links_say_who_made_them_and_until_when(desk, coach):
    article = draft()
    with time_machine.travel("2026-11-02T09:30:00+01:00", tick=False):
        desk.force_login(coach)
        desk.post(links_page(article))
        page = text_of(desk.get(links_page(article)))

    assert (
        "Gemaakt door coach op 2 november 2026 09:30 (Europe/Amsterdam); "
        "werkt tot 9 november 2026 09:30 (Europe/Amsterdam)."
    ) in page


def test_a_link_that_is_taken_back_is_dead_and_off_the_list(desk):
    article = draft()
    address = share(article)

    desk.post(links_page(article), {"revoke": PreviewLink.objects.get().pk})

    assert is_dead(address)
    assert "Er is geen link die werkt." in text_of(desk.get(links_page(article)))


@pytest.mark.parametrize("key", ["", "x", "9" * 30, "²"])
def test_taking_back_what_is_no_link_changes_nothing(desk, key):
    article = draft()
    share(article)

    assert desk.post(links_page(article), {"revoke": key}).status_code == 302
    assert PreviewLink.objects.count() == 1


def test_a_link_of_another_article_is_not_taken_back_here(desk):
    address = share(draft())

    desk.post(links_page(draft(slug="ander")), {"revoke": PreviewLink.objects.get().pk})

    assert not is_dead(address)


def test_what_readers_see_already_is_shared_by_its_own_address(desk):
    article = live()

    page = desk.post(links_page(article), follow=True)

    assert not PreviewLink.objects.exists()
    assert 'data-copy="http://127.0.0.1:8000/artikelen/loslaten/"' in page.content.decode()


def test_nothing_in_the_trash_is_shared(desk):
    article = draft()
    article.move_to_trash()

    desk.post(links_page(article))

    assert not PreviewLink.objects.exists()


def sign_in_as(client: Client, group: str) -> User:
    user = make_user()
    if group:
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return user


@pytest.mark.parametrize(("group", "made"), [("Schrijvers", 1), ("Redactie", 1), ("", 0)])
def test_only_who_writes_shares(client, group, made):
    sign_in_as(client, group)

    client.post(links_page(draft()))

    assert PreviewLink.objects.count() == made


# The preview of the practice itself


def preview(article: Article, version: object = None) -> str:
    query = "" if version is None else f"?version={version}"
    return f"/admin/blog/article/{article.pk}/preview/{query}"


def test_any_version_can_be_looked_at(desk):
    article = live(body="<p>Een.</p>")
    save(article, body="<p>Twee.</p>")
    save(article, body="<p>Drie.</p>")

    assert "Twee." in text_of(desk.get(preview(article, 2)))
    assert "Voorbeeld van versie 2. Lezers zien die niet." in text_of(desk.get(preview(article, 2)))
    assert "Drie." in text_of(desk.get(preview(article)))
    assert "Dit is wat lezers ook zien." in text_of(desk.get(preview(article, 1)))


@pytest.mark.parametrize("version", ["0", "99", "x", "", "9" * 30, "²"])
def test_a_version_that_never_was_is_not_there(desk, version):
    assert desk.get(preview(draft(), version)).status_code == 404


def test_an_old_version_whose_address_is_of_another_article_now_can_be_looked_at(desk):
    article = draft(slug="een")
    save(article, slug="twee")
    live(slug="een", title="Ander")

    assert desk.get(preview(article, 1)).status_code == 200


def test_a_preview_of_what_is_live_says_of_no_change_that_never_was(desk):
    with time_machine.travel(timezone.now() - timedelta(days=30), tick=False):
        article = live()
    public = text_of(Client().get("/artikelen/loslaten/"))

    page = text_of(desk.get(preview(article)))

    assert "Bijgewerkt" not in public
    assert "Bijgewerkt" not in page


def test_an_old_version_carries_the_date_on_which_readers_got_it(desk):
    with time_machine.travel("2026-03-01T09:00:00Z", tick=False):
        article = live()
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False):
        article.publish(save(article, body="<p>Twee.</p>"), by=None)
    with time_machine.travel("2026-05-01T09:00:00Z", tick=False):
        article.publish(save(article, body="<p>Drie.</p>"), by=None)

    page = text_of(desk.get(preview(article, 2)))

    assert re.findall(r"Bijgewerkt (\d+ \w+ \d+)", page) == ["1 april 2026"]


def test_a_script_gets_the_address_that_it_puts_on_the_clipboard(desk):
    article = draft()

    answer = desk.post(links_page(article), headers={"Accept": "application/json"}).json()

    assert answer["address"] == PreviewLink.objects.get().whole_address
    assert answer["words"].startswith("Gekopieerd; de link werkt tot")


def test_a_script_gets_the_own_address_of_what_readers_see_already(desk):
    answer = desk.post(links_page(live()), headers={"Accept": "application/json"}).json()

    assert answer == {"address": "http://127.0.0.1:8000/artikelen/loslaten/", "words": "Gekopieerd"}


def test_a_preview_of_the_practice_tells_no_other_site_where_one_was(desk):
    assert desk.get(preview(draft()))["Referrer-Policy"] == "same-origin"

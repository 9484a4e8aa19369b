"""The page on which somebody of the practice shares a preview and takes a link back."""

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client

from blog.models import PreviewLink
from coaching_site.accounts.models import User
from tests.blog.previews import draft, is_dead, links_page, live, share, text_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_what_was_typed_is_saved_and_shared_from_its_preview(desk, coach):
    article = draft()

    preview = desk.post(
        f"/admin/blog/article/{article.pk}/change/",
        {
            "title": "Loslaten, beter",
            "slug": "loslaten",
            "body": "<p>Beter.</p>",
            "based_on": 1,
            "_preview": "1",
        },
        follow=True,
    )
    assert f'action="{links_page(article)}"' in preview.content.decode()
    assert f'<a href="{links_page(article)}">Voorbeeldlinks</a>' in preview.content.decode()
    answer = desk.post(links_page(article), follow=True)

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

    assert ("Gemaakt door coach op 2 november 2026 09:30; werkt tot 9 november 2026 09:30.") in page


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


def test_a_script_gets_the_address_that_it_puts_on_the_clipboard(desk):
    article = draft()

    answer = desk.post(links_page(article), headers={"Accept": "application/json"}).json()

    assert answer["address"] == PreviewLink.objects.get().whole_address
    assert answer["words"].startswith("Gekopieerd; de link werkt tot")


def test_a_script_gets_the_own_address_of_what_readers_see_already(desk):
    answer = desk.post(links_page(live()), headers={"Accept": "application/json"}).json()

    assert answer == {"address": "http://127.0.0.1:8000/artikelen/loslaten/", "words": "Gekopieerd"}

"""Who may do what, in every list and form of the admin."""

import re

import pytest
from django.apps.registry import Apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from coaching_site.accounts.models import User
from coaching_site.models import Page, SiteSettings
from coaching_site.site.starting_rows import EDITORS, WRITERS, make_starting_rows
from tests.factories import make_user

pytestmark = pytest.mark.django_db
MODELS = sorted(
    f"{model._meta.app_label}_{model._meta.model_name}"
    for model in admin.site._registry  # noqa: SLF001 (there is no other list)
)
WRITTEN_BY_OTHERS = {"contact_inquiry", "blog_comment", "outbox_outgoingmail"}
ONE_ROW = {"coaching_site_sitesettings", "blog_conversationsettings", "contact_keepingterms"}
NOT_MADE_BY_HAND = (
    WRITTEN_BY_OTHERS
    | ONE_ROW
    | {
        "accounts_signinevent",
        "blog_askedsubject",
        "blog_blockedaddress",
        "contact_erasedinquiry",
        "contact_example",
        "coaching_site_erasureproof",
    }
)


def person(role: str) -> User:
    user = make_user()
    user.groups.add(Group.objects.get(name=role))
    return user


def permissions(role: str) -> set[str]:
    return {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in Group.objects.get(name=role).permissions.select_related("content_type")
    }


@pytest.mark.parametrize("model", MODELS)
def test_a_superuser_sees_every_list(client: Client, model: str) -> None:
    client.force_login(make_user(superuser=True))
    answer = client.get(reverse(f"admin:{model}_changelist"), follow=True)
    assert answer.status_code == 200
    assert len(answer.redirect_chain) == (model in ONE_ROW)


@pytest.mark.parametrize("model", MODELS)
def test_a_superuser_opens_every_form_for_what_is_made_by_hand(client: Client, model: str) -> None:
    client.force_login(make_user(superuser=True))
    expected = 403 if model in NOT_MADE_BY_HAND else 200
    assert client.get(reverse(f"admin:{model}_add")).status_code == expected


@pytest.mark.parametrize("model", MODELS)
def test_an_account_without_a_role_sees_no_list_and_no_form(client: Client, model: str) -> None:
    client.force_login(make_user())
    for view in ("changelist", "add"):
        assert client.get(reverse(f"admin:{model}_{view}")).status_code == 403


@pytest.mark.parametrize("model", MODELS)
def test_a_visitor_is_asked_to_sign_in(client: Client, model: str) -> None:
    for view in ("changelist", "add"):
        answer = client.get(reverse(f"admin:{model}_{view}"), follow=True)
        assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))


@pytest.mark.parametrize("model", MODELS)
def test_editors_see_everything_but_accounts_and_site_settings(client: Client, model: str) -> None:
    client.force_login(person(EDITORS))
    closed = {"accounts_user", "accounts_signinevent", "coaching_site_sitesettings"}
    refused = model in closed | {"coaching_site_erasureproof"}
    expected = 403 if refused else 200
    answer = client.get(reverse(f"admin:{model}_changelist"), follow=True)
    assert answer.status_code == expected


@pytest.mark.parametrize("model", MODELS)
def test_writers_see_what_an_article_is_made_of(client: Client, model: str) -> None:
    client.force_login(person(WRITERS))
    seen = {"blog_article", "blog_author", "blog_topic", "blog_series", "blog_image"}
    seen |= {"coaching_site_block"}
    expected = 200 if model in seen else 403
    answer = client.get(reverse(f"admin:{model}_changelist"), follow=True)
    assert answer.status_code == expected


def test_editors_publish_and_writers_do_not() -> None:
    assert "blog.publish_article" in permissions(EDITORS)
    assert permissions(WRITERS) == {
        "blog.add_article",
        "blog.change_article",
        "blog.view_article",
        "blog.view_author",
        "blog.view_topic",
        "coaching_site.view_block",
        "blog.view_series",
        "blog.view_image",
        "blog.add_image",
    }


def test_no_role_reaches_accounts_or_can_give_permissions_away() -> None:
    for role in (EDITORS, WRITERS):
        assert not [
            code for code in permissions(role) if re.match(r"(accounts|auth|admin)\.", code)
        ]


def test_editors_see_the_mails_but_change_none() -> None:
    assert {code for code in permissions(EDITORS) if code.startswith("outbox.")} == {
        "outbox.view_outgoingmail"
    }


def test_migrating_again_changes_nothing_that_people_wrote() -> None:
    Page.objects.filter(slug="over").update(title="Wie ik ben")
    Page.objects.filter(slug="voorwaarden").delete()
    SiteSettings.objects.update(practice_name="De Kantlijn")
    call_command("migrate", verbosity=0)
    assert list(Page.objects.values_list("title", flat=True)) == ["Wie ik ben", "Privacy"]
    assert SiteSettings.objects.get().practice_name == "De Kantlijn"


def test_migrating_again_gives_each_role_exactly_its_permissions_back() -> None:
    group = Group.objects.get(name=WRITERS)
    promised = permissions(WRITERS)
    group.permissions.set(Group.objects.get(name=EDITORS).permissions.all())
    make_starting_rows(using="default")
    assert permissions(WRITERS) == promised


def test_an_emptied_site_gets_its_pages_and_settings_back() -> None:
    Page.objects.all().delete()
    SiteSettings.objects.all().delete()
    Group.objects.all().delete()
    make_starting_rows(using="default")
    assert list(Page.objects.values_list("slug", flat=True)) == ["over", "privacy", "voorwaarden"]
    assert SiteSettings.objects.count() == 1
    assert set(Group.objects.values_list("name", flat=True)) == {EDITORS, WRITERS}


def test_a_database_that_has_no_tables_yet_gets_no_rows() -> None:
    Page.objects.all().delete()
    make_starting_rows(using="default", apps=Apps())
    assert not Page.objects.exists()


@pytest.mark.parametrize("slug", ["over", "privacy", "voorwaarden"])
def test_the_first_pages_can_be_read(client: Client, slug: str) -> None:
    page = client.get(f"/{slug}/")
    assert page.status_code == 200
    assert Page.objects.get(slug=slug).body_html.count("<h2") >= 1


ENGLISH = re.compile(
    r"\b(Select|Add|Change|Delete|Save|Search|Filter by|Show|History|Home|Welcome|Log out|"
    r"View site|Action|Go|selected|Recent|Choose|Today|Yes|No|All|Any date|By|"
    r"Currently|None|Are you sure)\b"
)


def visible_text(page: str) -> str:
    body = re.sub(r"(?s)<(script|style|svg|textarea)\b.*?</\1>|<!--.*?-->", " ", page)
    attributes = re.findall(r'(?:aria-label|title|placeholder|value|alt)="([^"]*)"', body)
    return re.sub(r"<[^>]+>", " ", body) + " ".join(attributes)


@pytest.mark.parametrize("view", ["changelist", "add"])
@pytest.mark.parametrize("model", MODELS)
def test_the_admin_is_dutch_to_its_last_button(model: str, view: str) -> None:
    client = Client()
    client.force_login(make_user("coach", superuser=True))
    answer = client.get(reverse(f"admin:{model}_{view}"), follow=True)
    if answer.status_code == 200:
        assert ENGLISH.findall(visible_text(answer.content.decode())) == []


def test_who_may_not_do_something_is_told_so_and_not_to_sign_in(client: Client) -> None:
    client.force_login(make_user("noor"))

    refused = client.get(reverse("admin:blog_article_add")).content.decode()

    assert "Je bent ingelogd als noor, en dit account mag dat niet." in refused
    assert "inloggen" not in refused
    assert f'href="{reverse("admin:index")}"' in refused

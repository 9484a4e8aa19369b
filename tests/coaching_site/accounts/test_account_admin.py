"""Accounts in the admin: invited, helped in again, kept, and deleted only by others."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from coaching_site.accounts.models import User
from coaching_site.outbox.models import OutgoingMail
from coaching_site.site.starting_rows import EDITORS
from tests.factories import PASSWORD, make_user
from tests.second_factors import make_second_factor, remove_second_factor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["nobody", "editor", "superuser"])
def test_nobody_types_the_password_of_somebody_else(client: Client, who: str) -> None:
    noor = make_user("noor")
    address = f"/admin/accounts/user/{noor.pk}/password/"
    if who != "nobody":
        client.force_login(make_user("ties", superuser=who == "superuser"))
    typed = {"password1": "een ander lang wachtwoord", "password2": "een ander lang wachtwoord"}

    assert client.get(address).status_code == 404
    assert client.post(address, typed).status_code == 404
    noor.refresh_from_db()
    assert noor.check_password(PASSWORD)
    if who == "superuser":
        form = client.get(f"/admin/accounts/user/{noor.pk}/change/").content.decode()
        assert 'name="username"' in form
        assert "password/" not in form.replace(reverse("admin:password_change"), "").replace(
            reverse("account_change_password"), ""
        )


def test_an_invited_person_chooses_a_password_and_signs_in(client: Client) -> None:
    client.force_login(make_user("coach", superuser=True))
    answer = client.post(
        reverse("admin:accounts_user_add"),
        {"username": "nieuw", "email": "Nieuw@voorbeeld.nl", "groups": [editors_pk()]},
    )
    assert answer.status_code == 302, answer.context["errors"]
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.subject) == ("nieuw@voorbeeld.nl", "Praktijk: je account")
    link = re.search(r"http\S+(/account/password/reset/key/\S+)", mail.text)[1]
    guest = Client()
    form = guest.get(link, follow=True).redirect_chain[-1][0]
    guest.post(form, {"password1": "mijn eigen lange zin", "password2": "mijn eigen lange zin"})
    typed = {"login": "nieuw", "password": "mijn eigen lange zin"}
    assert guest.post(reverse("account_login"), typed).url == reverse("admin:index")
    assert guest.get(reverse("admin:blog_article_changelist")).status_code == 200


def editors_pk() -> int:
    return Group.objects.get(name=EDITORS).pk


def test_a_superuser_sends_the_link_again_but_not_to_closed_accounts(client: Client) -> None:
    make_user("noor", first_name="Noor", last_name="Voorbeeld")
    make_user("weg", is_active=False)
    client.force_login(make_user("coach", superuser=True))
    people = User.objects.exclude(username="coach").values_list("pk", flat=True)
    answer = client.post(
        reverse("admin:accounts_user_changelist"),
        {"action": "send_password_mail", "_selected_action": list(people)},
        follow=True,
    )
    assert [mail.recipient for mail in OutgoingMail.objects.all()] == ["noor@voorbeeld.nl"]
    assert "Noor Voorbeeld krijgt een mail" in answer.content.decode()


def test_nobody_shuts_themselves_out(client: Client) -> None:
    coach = make_user("coach", superuser=True)
    client.force_login(coach)
    client.post(
        reverse("admin:accounts_user_change", args=[coach.pk]),
        {"username": "coach", "email": "coach@voorbeeld.nl"},
    )
    coach.refresh_from_db()
    assert coach.is_active
    assert coach.is_superuser


def test_who_looks_at_her_own_access_reads_why_it_only_stands_there(client: Client) -> None:
    coach, noor = make_user("coach", superuser=True), make_user("noor")
    client.force_login(coach)
    own = client.get(reverse("admin:accounts_user_change", args=[coach.pk])).content.decode()
    other = client.get(reverse("admin:accounts_user_change", args=[noor.pk])).content.decode()
    assert "Je eigen toegang kun je niet wegnemen" in own
    assert "Je eigen toegang" not in other
    assert 'name="is_active"' in other


def test_nobody_deletes_her_own_account_on_its_page(client: Client) -> None:
    coach, noor = make_user("coach", superuser=True), make_user("noor")
    client.force_login(coach)
    own = reverse("admin:accounts_user_delete", args=[coach.pk])
    other = reverse("admin:accounts_user_delete", args=[noor.pk])
    form = reverse("admin:accounts_user_change", args=[coach.pk])
    assert own not in client.get(form).content.decode()
    assert other in client.get(other.replace("delete", "change")).content.decode()

    for answer in (client.get(own, follow=True), client.post(own, {"post": "yes"}, follow=True)):
        assert answer.redirect_chain == [(form, 302)]
        assert "Je eigen account kun je niet verwijderen" in answer.content.decode()
    client.post(other, {"post": "yes"})

    assert list(User.objects.all()) == [coach]


def test_no_account_is_deleted_from_the_list_with_the_own_one_among_them(client: Client) -> None:
    coach, noor = make_user("coach", superuser=True), make_user("noor")
    client.force_login(coach)
    accounts = reverse("admin:accounts_user_changelist")

    def delete(*users: User) -> str:
        chosen = {"_selected_action": [user.pk for user in users], "post": "yes"}
        asked = {"action": "delete_selected", **chosen}
        return client.post(accounts, asked, follow=True).content.decode()

    assert "Je eigen account kun je niet verwijderen" in delete(coach, noor)
    assert User.objects.count() == 2
    delete(noor)
    assert list(User.objects.all()) == [coach]


def test_a_superuser_removes_the_second_factor_of_a_lost_telephone(client: Client) -> None:
    user = make_user("noor")
    make_second_factor(user)
    remove_second_factor(client, user)
    assert not Authenticator.objects.filter(user=user).exists()

"""What somebody asks of the editor, on a page of her own account."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from coaching_site.accounts.models import User
from coaching_site.site.starting_rows import WRITERS
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ASKED = "&quot;dutchQuotes&quot;: true"


def test_a_writer_chooses_dutch_quotes_for_herself_and_for_nobody_else(client: Client) -> None:
    writer, colleague = make_user("noor"), make_user("mirthe")
    writer.groups.set(Group.objects.filter(name=WRITERS))
    form = reverse("admin:blog_article_add")
    address = reverse("account_writing")
    client.force_login(writer)
    assert f'href="{address}"' in client.get(reverse("admin:index")).content.decode()
    assert ASKED not in client.get(form).content.decode()

    answer = client.post(address, {"dutch_quotes": "on", "is_superuser": "on"}, follow=True)

    assert "Bewaard" in answer.content.decode()
    assert ASKED in client.get(form).content.decode()
    writer.refresh_from_db()
    colleague.refresh_from_db()
    assert (writer.dutch_quotes, writer.is_superuser) == (True, False)
    assert not colleague.dutch_quotes

    client.post(address, {})
    assert not User.objects.get(pk=writer.pk).dutch_quotes


def test_whoever_is_not_signed_in_is_asked_to(client: Client) -> None:
    address = reverse("account_writing")
    assert client.get(address).url == f"{reverse('account_login')}?next={address}"

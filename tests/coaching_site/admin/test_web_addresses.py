"""The field for the end of a page's address, in every form that has one."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from coaching_site.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("model", "before"),
    [
        ("blog_author", "/artikelen/auteur/"),
        ("blog_topic", "/artikelen/thema/"),
        ("blog_series", "/artikelen/serie/"),
        ("contact_offer", "/aanbod/"),
        ("coaching_site_page", "/"),
    ],
)
def test_the_whole_address_is_shown_around_the_part_that_is_typed(
    client: Client, coach: User, settings: Settings, model: str, before: str
) -> None:
    page = client.get(reverse(f"admin:{model}_add")).content.decode()
    field = page.split('<span class="web-address">')[1].split("</div>")[0]
    start = f'<span class="web-address__part">{settings.SITE_URL}{before}</span>'
    assert field.startswith(f'{start}<input type="text" name="slug"')
    assert '<span class="web-address__part">/</span>' in field
    assert 'for="id_slug">Webadres:</label>' in page

"""What several tests of the blog begin with."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from blog.models import Article, Author
from coaching_site.accounts.models import User
from coaching_site.site.starting_rows import WRITERS
from tests.factories import make_article, make_author, make_user


@pytest.fixture
def article() -> Article:
    """Return an article that readers see; the database is asked for by the test."""
    return make_article("Rust in de klas")


@pytest.fixture
def marit(coach: User) -> Author:
    """Let the coach write under a name, and so answer readers."""
    return make_author("Marit Zandstra", user=coach, slug="marit")


@pytest.fixture
def writer(client: Client) -> Client:
    """Return the browser of somebody who writes: adds images, and changes none of others."""
    user = make_user()
    user.groups.add(Group.objects.get(name=WRITERS))
    client.force_login(user)
    return client

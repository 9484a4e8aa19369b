"""What several tests of the blog begin with."""

import pytest

from blog.models import Article, Author
from coaching_site.accounts.models import User
from tests.factories import make_article, make_author


@pytest.fixture
def article() -> Article:
    """Return an article that readers see; the database is asked for by the test."""
    return make_article("Rust in de klas")


@pytest.fixture
def marit(coach: User) -> Author:
    """Let the coach write under a name, and so answer readers."""
    return make_author("Marit Zandstra", user=coach, slug="marit")

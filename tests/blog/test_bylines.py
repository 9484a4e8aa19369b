"""How an article says who wrote it."""

import pytest
from django.test import Client

from coaching_site.models import SiteSettings
from tests.blog.previews import text_of
from tests.factories import make_article, make_author

pytestmark = pytest.mark.django_db


def words_of_page() -> str:
    article = make_article(authors=[make_author("Vera de Wit", bio="Zij leest voor.")])
    return text_of(Client().get(article.get_absolute_url()))


def test_a_guest_is_called_one_once() -> None:
    assert words_of_page().lower().count("gastauteur") == 1


@pytest.mark.parametrize(("chosen", "words"), [(True, "Geschreven door"), (False, "Door")])
def test_the_practice_chooses_the_words_before_the_names(chosen: bool, words: str) -> None:
    SiteSettings.objects.update(says_written_by=chosen)

    assert f"{words} Vera de Wit" in words_of_page()

"""The demo practice is loaded once, whole, and through the site's own rules."""

import re
from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from blog.models import Article, ArticleState, Comment, CommentState, Image
from coaching_site.accounts.models import User
from coaching_site.models import Page, SiteSettings
from coaching_site.outbox.models import OutgoingMail
from coaching_site.rich_text.rendering.sanitising import sanitise_rendered
from contact.models import Inquiry, InquiryState, Offer
from demo import passwords
from demo.loading import load_content
from tests.conftest import MAILERS

# One load stores 22 images anew: these tests share it, and each undoes only its own changes.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    real = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"), MAILERS=MAILERS)
    with django_db_blocker.unblock(), real, transaction.atomic():
        assert load_content()
        yield
        transaction.set_rollback(True)


def test_a_second_load_changes_nothing(loaded):
    Article.objects.filter(slug="de-eerste-drie-minuten").update(title="Zelf veranderd")

    assert not load_content()

    assert Article.objects.filter(title="Zelf veranderd").count() == 1


def test_the_practice_has_all_that_a_visitor_may_meet(loaded):
    states = [article.state for article in Article.objects.all()]
    assert states.count(ArticleState.LIVE) == 12
    assert states.count(ArticleState.SCHEDULED) == 1
    assert states.count(ArticleState.DRAFT) == 1
    assert Image.objects.filter(alternative_text="").count() == 0
    assert all(article.cover for article in Article.objects.published())
    assert Article.objects.get(slug="loslaten-begint-bij-de-nietmachine").cover.focal_y == 0
    assert {comment.state for comment in Comment.objects.all()} >= {
        CommentState.APPROVED,
        CommentState.PENDING,
        CommentState.REFUSED,
        CommentState.SPAM,
    }
    assert {inquiry.state for inquiry in Inquiry.objects.all()} == set(InquiryState.values)
    assert Inquiry.objects.overdue().exists()
    assert Offer.objects.visible().count() == 3
    assert set(Page.objects.values_list("slug", flat=True)) == {"over", "privacy", "voorwaarden"}
    assert SiteSettings.load().practice_name == "De Ruime Kantlijn"
    asked = set(Inquiry.objects.values_list("email", flat=True))
    assert asked <= set(OutgoingMail.objects.values_list("recipient", flat=True))


def test_no_account_can_be_used_before_it_has_a_password(loaded):
    assert [user.has_usable_password() for user in User.objects.all()] == [False] * 3


def test_a_made_up_password_stays_the_same_and_a_given_one_wins(loaded, monkeypatch, tmp_path):
    monkeypatch.setattr(passwords, "KEPT_IN", tmp_path / "password")
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    first = passwords.set_password()
    assert passwords.set_password() == first
    assert User.objects.get(username="schrijver").check_password(first)
    assert (tmp_path / "password").stat().st_mode & 0o077 == 0

    monkeypatch.setenv("DEMO_PASSWORD", "zelf gekozen woorden")
    assert passwords.set_password() == "zelf gekozen woorden"
    assert User.objects.get(username="coach").check_password("zelf gekozen woorden")


def test_the_demo_does_not_run_on_a_real_site(settings):
    settings.MODE = "production"

    with pytest.raises(CommandError, match="make demo"):
        call_command("demo")


def test_images_stand_in_the_texts_where_they_belong(loaded):
    body = Article.objects.get(slug="loslaten-begint-bij-de-nietmachine").body

    shown = Article.objects.get(slug="loslaten-begint-bij-de-nietmachine").live_version.image_ids
    assert len(shown) == 4  # the cover and three in the text
    assert body.count("<figure><img data-image=") == 3
    assert body.count("<figcaption>") == 2
    assert "<!--" not in body


def test_images_are_stored_anew_under_random_names_as_the_uploads_of_an_author_are(loaded):
    stored = [image.file.name for image in Image.objects.all()]
    assert len(stored) == 21
    assert [name for name in stored if not re.fullmatch(r"images/[0-9a-f]{32}\.webp", name)] == []
    assert re.fullmatch(r"portraits/[0-9a-f]{32}\.webp", SiteSettings.load().portrait.name)


def test_every_text_is_shown_as_it_was_rendered(loaded):
    for model in (Article, Page, Offer):
        for html in model.objects.values_list("body_html", flat=True):
            assert sanitise_rendered(html) == html

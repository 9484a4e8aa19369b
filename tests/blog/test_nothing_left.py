"""What was left out, taken back or erased is nowhere: no table, mail, log line or kept page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from blog.asked_subjects.drafting import article_about
from blog.conversations.of_address import erase_everything
from blog.models import AskedSubject, Comment
from coaching_site.accounts.models import User
from coaching_site.outbox.models import OutgoingMail
from coaching_site.outbox.tasks import send_mail
from tests.blog.moderator_mails import let_wait, make_moderator, run_due_jobs
from tests.blog.test_own_comments import changed, tell_writers
from tests.everywhere import places_with
from tests.factories import make_article, make_comment
from tests.page_visitor import CachedSite, cached_site

pytestmark = pytest.mark.django_db(transaction=True)

NAME, WORDS = "Wybrigje", "Zwaluwstaart"
WAYS: dict[str, Callable[[Comment, User], None]] = {
    "shortened": lambda comment, by: comment.shorten([NAME, WORDS], by=by),
    "taken back": lambda comment, _by: comment.withdraw(),
    "erased": lambda comment, _by: erase_everything(comment.email),
}


@pytest.fixture
def mailbox(settings: Settings, tmp_path: Path) -> Path:
    """Hand mails over as the demo does, into files."""
    backend = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAILERS |= {"smtp": {"BACKEND": backend, "OPTIONS": {"file_path": str(tmp_path)}}}
    settings.OUTBOX_KEEP_TEXTS = True
    return tmp_path


@pytest.fixture
def site() -> Iterator[CachedSite]:
    with cached_site() as site:
        yield site


def lived(article_slug: str, desk: Client, moderator: User) -> Comment:
    """Let a comment go through all that writes something down about it."""
    article = make_article("Rust", slug=article_slug)
    comment = let_wait(article, f"Over {WORDS}.", name=NAME, email="w@voorbeeld.nl")
    Comment.objects.filter(pk=comment.pk).update(wants_answers=True)
    comment.refresh_from_db()
    run_due_jobs()
    changed(desk, comment, text=f"Over {WORDS} in de klas.")
    comment.refresh_from_db()
    decide = reverse("admin:blog_comment_decide", args=[comment.pk])
    desk.post(decide, {"step": "refuse", "sentence": f"Dag {NAME}."})
    desk.post(decide, {"step": "undo"})
    desk.post(decide, {"step": "approve", "seen": comment.words_key})
    comment.refresh_from_db()
    assert comment.state == "approved"
    comment.report(submission="m", source="s", reason="other", words=f"{NAME} is herkenbaar.")
    make_comment(article, "Dank je.", parent=comment, confirmed_at=timezone.now())
    subject = AskedSubject.objects.create(title="Een vraag")
    subject.take(comment)
    article_about(subject, by=moderator)
    tell_writers()
    for mail in OutgoingMail.objects.all():
        send_mail(mail_id=mail.pk)
    comment.refresh_from_db()
    return comment


@pytest.mark.parametrize("way", WAYS)
def test_nothing_of_it_is_left_anywhere(
    desk: Client, site: CachedSite, mailbox: Path, caplog: pytest.LogCaptureFixture, way: str
) -> None:
    moderator = make_moderator("anna")
    comment = lived("rust", desk, moderator)
    article = "/artikelen/rust/"
    pages = [article, f"{article}reacties/nieuwste/", f"{article}reacties/feed/"]
    assert all(WORDS in site.get(page).text for page in pages * 2)
    assert "blog_comment.text" in places_with(WORDS)

    WAYS[way](comment, moderator)
    site.hear()

    assert places_with(NAME, WORDS) == set()
    kept = [site.get(page).text for page in pages]
    handed_over = [file.read_text() for file in mailbox.iterdir()]
    assert len(handed_over) == 2
    for written in (*kept, *handed_over, caplog.text):
        assert (NAME in written, WORDS in written) == (False, False)

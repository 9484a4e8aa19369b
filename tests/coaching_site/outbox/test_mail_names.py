"""Whatever the practice is called, each of its mails has one sender, one addressee, one answer."""

from email.message import EmailMessage

import pytest
from django.test import Client
from pytest_django import Settings

from blog.tasks.comments import mail_digest_of_comments
from coaching_site.accounts.tasks import mail_password_link
from coaching_site.models import SiteSettings
from coaching_site.outbox.models import OutgoingMail
from coaching_site.outbox.tasks import send_mail
from contact.tasks import mail_digest_of_inquiries
from tests.blog.moderator_mails import let_wait, make_moderator, run_due_jobs
from tests.contact.inquiry_form import ADDRESS, answers
from tests.factories import make_article, make_comment, make_opening_time, make_user
from tests.smtp_server import SmtpServer

pytestmark = pytest.mark.django_db

SENDER, PRACTICE, READER = "praktijk@voorbeeld.nl", "coach@voorbeeld.nl", "sanne@voorbeeld.nl"
NAMES = [
    "De Kantlijn",
    "Ruimte, Zoë",
    "Ruimte, Zoe",
    "Ruimte: Zoë (coach)",
    'De "Kantlijn" [x] <y>; z\\',
    "info@ruimte.nl",
    "“Ruimte” voor leerkrachten, begeleiders en leiders: coaching & training Zoë",
    "Ë" * 80,
    "日本, 語" * 16,
    "=?utf-8?q?Ruimte=2C_Zo=C3=AB?=",
    "👩\u200d🏫, juf",
]


def write_every_mail(client: Client) -> None:
    """Write one of each kind, to guests and moderators, to who asks, the practice and accounts."""
    article = make_article(slug="loslaten")
    comment = {"name": "Lezer", "email": READER, "text": "Mooi.", "opened": make_opening_time()}
    assert client.post(f"{article.get_absolute_url()}reageren/", comment).status_code == 302
    assert client.post(ADDRESS, answers(email=READER)).status_code == 302
    make_comment(article, state="pending")
    mail_digest_of_comments()
    make_moderator("mia", email="mia@voorbeeld.nl")
    let_wait(article, email=READER)
    run_due_jobs()
    mail_digest_of_inquiries()
    invited = make_user("noor", email=READER)
    invited.set_unusable_password()
    invited.save()
    for account in (make_user("sam", email="sam@voorbeeld.nl"), invited):
        mail_password_link(account_id=account.pk)


def sent(settings: Settings) -> list[EmailMessage]:
    """Hand every mail to a mail server, and return what that got."""
    with SmtpServer() as server:
        settings.MAILERS = settings.MAILERS | {"smtp": server.mailer}
        for mail in OutgoingMail.objects.order_by("pk"):
            send_mail(mail_id=mail.pk)
    return [received.message for received in server.received]


@pytest.mark.parametrize("name", NAMES)
def test_every_mail_has_one_sender_one_addressee_and_one_to_answer(
    client: Client, settings: Settings, name: str
) -> None:
    SiteSettings.objects.update(practice_name=name, email=PRACTICE)
    write_every_mail(client)
    messages = sent(settings)
    assert len({message["Subject"] for message in messages}) == 8
    for message in messages:
        [sender] = message["From"].addresses
        [addressee] = message["To"].addresses
        assert sender.addr_spec == SENDER
        # Python puts spaces where it reads on from one line to the next; mail programs do not.
        shown = name.replace("=?", "= ?")
        assert sender.display_name.replace(" ", "") == shown.replace(" ", "")
        assert not [*message["From"].defects, *message["To"].defects, *message.defects]
        assert addressee.addr_spec in {PRACTICE, READER, "sam@voorbeeld.nl", "mia@voorbeeld.nl"}
        if message["Reply-To"]:
            [answered] = message["Reply-To"].addresses
            assert answered.addr_spec == PRACTICE
    assert any(message["Reply-To"] for message in messages)

"""What the site writes waits in the outbox, whole, and only if the rest is committed too."""

from pathlib import Path

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction
from django.test import Client
from django.utils import translation
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from coaching_site.outbox.mailing import queue_mail, sender_named
from coaching_site.outbox.models import MailState, OutgoingMail
from tests.factories import make_article, make_comment, make_topic, make_user
from tests.password_links import ask_for_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def templates(tmp_path: Path, settings: Settings) -> Path:
    """A folder whose templates are found before the site's own."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    return tmp_path


def write(folder: Path, **templates: str) -> None:
    for name, content in templates.items():
        stem, _, ending = name.rpartition("_")
        (folder / f"{stem}.{ending}").write_text(content)


def test_a_mail_and_its_job_disappear_with_the_transaction_that_wrote_them() -> None:
    with transaction.atomic():
        send_mail("Reactie", "Er wacht een reactie.", None, ["coach@voorbeeld.nl"])
        assert (OutgoingMail.objects.count(), ProcrastinateJob.objects.count()) == (1, 1)
        transaction.set_rollback(True)

    assert (OutgoingMail.objects.count(), ProcrastinateJob.objects.count()) == (0, 0)


def test_the_job_knows_the_mail_by_number_and_nothing_else() -> None:
    send_mail("Reactie", "Er wacht een reactie.", None, ["coach@voorbeeld.nl"])

    mail = OutgoingMail.objects.get()
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == ("send_mail", {"mail_id": mail.pk})


def test_what_django_is_given_is_stored_whole() -> None:
    message = EmailMultiAlternatives(
        "Reactie",
        "Er wacht een reactie.",
        "Praktijk <praktijk@voorbeeld.nl>",
        ["coach@voorbeeld.nl"],
        reply_to=["lezer@voorbeeld.nl"],
        headers={"List-Id": "<reacties.voorbeeld.nl>"},
    )
    message.attach_alternative("<p>Er wacht een reactie.</p>", "text/html")

    assert message.send() == 1

    mail = OutgoingMail.objects.get()
    assert (mail.sender, mail.recipient) == (
        "Praktijk <praktijk@voorbeeld.nl>",
        "coach@voorbeeld.nl",
    )
    assert (mail.subject, mail.text) == ("Reactie", "Er wacht een reactie.")
    assert mail.html == "<p>Er wacht een reactie.</p>"
    assert mail.headers == {
        "to": "coach@voorbeeld.nl",
        "reply-to": "lezer@voorbeeld.nl",
        "list-id": "<reacties.voorbeeld.nl>",
    }
    assert mail.state == MailState.WAITING


def test_a_mail_with_html_only_is_stored_as_such() -> None:
    message = EmailMessage("Reactie", "<p>Hallo</p>", to=["coach@voorbeeld.nl"])
    message.content_subtype = "html"
    message.send()

    mail = OutgoingMail.objects.get()
    assert (mail.text, mail.html) == ("", "<p>Hallo</p>")


def test_every_addressee_of_a_message_has_a_row_of_the_same_mail() -> None:
    message = EmailMessage(
        "Overleg", "Tot morgen.", to=["een@voorbeeld.nl"], cc=["twee@voorbeeld.nl"]
    )
    message.bcc = ["drie@voorbeeld.nl"]

    assert message.send() == 1

    mails = list(OutgoingMail.objects.order_by("pk"))
    assert [mail.recipient for mail in mails] == [
        "een@voorbeeld.nl",
        "twee@voorbeeld.nl",
        "drie@voorbeeld.nl",
    ]
    assert len({mail.message_id for mail in mails}) == 1
    assert mails[2].headers == {"to": "een@voorbeeld.nl", "cc": "twee@voorbeeld.nl"}


def test_message_ids_are_random_and_at_the_domain_of_the_site(settings: Settings) -> None:
    settings.SITE_URL = "https://praktijk.voorbeeld.nl"
    for _ in range(2):
        send_mail("Reactie", "Hallo", None, ["coach@voorbeeld.nl"])

    first, second = OutgoingMail.objects.values_list("message_id", flat=True)
    assert first != second
    assert first.endswith("@praktijk.voorbeeld.nl>")


def test_a_message_id_given_by_the_caller_is_kept() -> None:
    message = EmailMessage(to=["coach@voorbeeld.nl"], headers={"Message-Id": "<a@voorbeeld.nl>"})
    message.send()

    mail = OutgoingMail.objects.get()
    assert (mail.message_id, mail.headers) == ("<a@voorbeeld.nl>", {"to": "coach@voorbeeld.nl"})


def test_an_attachment_is_refused_rather_than_lost() -> None:
    message = EmailMessage("Folder", "Zie bijlage.", to=["coach@voorbeeld.nl"])
    message.attach("folder.txt", "inhoud", "text/plain")

    with pytest.raises(ValueError, match="attachments"):
        message.send()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("mimetype", ["text/calendar", "text/plain"])
def test_an_alternative_that_cannot_be_kept_is_refused(mimetype: str) -> None:
    message = EmailMultiAlternatives("Afspraak", "Morgen.", to=["coach@voorbeeld.nl"])
    message.attach_alternative("BEGIN:VCALENDAR", mimetype)

    with pytest.raises(ValueError, match=mimetype):
        message.send()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "message",
    [
        EmailMessage("Hallo\nBcc: ander@voorbeeld.nl", to=["coach@voorbeeld.nl"]),
        EmailMessage("Hallo", to=["coach@voorbeeld.nl\r\nBcc: ander@voorbeeld.nl"]),
        EmailMessage("Hallo", to=["coach@voorbeeld.nl"], reply_to=["a@voorbeeld.nl\nX: y"]),
        EmailMessage("Hallo", to=["coach@voorbeeld.nl"], from_email="a@voorbeeld.nl\nX: y"),
        EmailMessage("Hallo", to=["coach@voorbeeld.nl"], headers={"X-Kind": "a\nb: c"}),
    ],
    ids=["subject", "recipient", "reply_to", "sender", "header"],
)
def test_a_line_break_in_a_header_is_refused(message: EmailMessage) -> None:
    with pytest.raises(ValueError, match=r"newline|linefeed|carriage return"):
        message.send()
    assert not OutgoingMail.objects.exists()


def test_a_mail_from_templates_is_in_the_language_of_the_site(templates: Path) -> None:
    write(
        templates,
        wacht_subject_txt="{% load i18n %}{% get_current_language as code %}Taal {{ code }}\n",
        wacht_txt="{{ site_settings.practice_name }}: {{ name }} op {{ site_url }}",
    )

    with translation.override("en"):
        queue_mail("coach@voorbeeld.nl", "wacht", {"name": "D'Arc & zn"})

    mail = OutgoingMail.objects.get()
    assert mail.subject == "Taal nl"
    assert mail.text == "Praktijk: D'Arc & zn op http://127.0.0.1:8000"
    assert (mail.html, mail.template) == ("", "wacht")
    assert mail.headers == {"to": "coach@voorbeeld.nl", "auto-submitted": "auto-generated"}


def test_the_html_of_a_mail_is_escaped(templates: Path) -> None:
    write(templates, wacht_subject_txt="Hallo", wacht_txt="{{ name }}", wacht_html="{{ name }}")

    queue_mail("coach@voorbeeld.nl", "wacht", {"name": "<b>"})

    mail = OutgoingMail.objects.get()
    assert (mail.text, mail.html) == ("<b>", "&lt;b&gt;")


def test_addressees_of_a_mail_from_templates_do_not_see_each_other(templates: Path) -> None:
    write(templates, wacht_subject_txt="Hallo", wacht_txt="Dag")

    queue_mail(["een@voorbeeld.nl", "twee@voorbeeld.nl"], "wacht", {}, reply_to="c@voorbeeld.nl")

    first, second = OutgoingMail.objects.order_by("pk")
    assert (first.headers["to"], second.headers["to"]) == ("een@voorbeeld.nl", "twee@voorbeeld.nl")
    assert first.message_id != second.message_id
    assert first.headers["reply-to"] == "c@voorbeeld.nl"


def test_a_name_with_a_line_break_cannot_add_a_header(templates: Path) -> None:
    write(templates, wacht_subject_txt="Bericht van {{ name }}", wacht_txt="Dag")

    with pytest.raises(ValueError, match=r"newline|linefeed"):
        queue_mail("coach@voorbeeld.nl", "wacht", {"name": "Lezer\nBcc: ander@voorbeeld.nl"})
    assert not OutgoingMail.objects.exists()


def test_a_mail_is_erased_with_the_thing_it_is_about(templates: Path) -> None:
    write(templates, wacht_subject_txt="Reactie", wacht_txt="Dag")
    article = make_article()
    erased, kept = make_comment(article), make_comment(article)
    for comment in (erased, kept):
        queue_mail("coach@voorbeeld.nl", "wacht", {}, about=comment)

    type(erased).objects.filter(pk=erased.pk).delete()

    assert OutgoingMail.objects.get().about == kept


def test_a_mail_about_something_that_would_not_erase_it_is_refused(templates: Path) -> None:
    write(templates, wacht_subject_txt="Thema", wacht_txt="Dag")

    with pytest.raises(TypeError, match="Topic declares no GenericRelation"):
        queue_mail("coach@voorbeeld.nl", "wacht", {}, about=make_topic())
    with pytest.raises(ValueError, match="not saved"):
        queue_mail("coach@voorbeeld.nl", "wacht", {}, about=type(make_topic())())
    assert not OutgoingMail.objects.exists()


def test_the_mail_to_reset_a_password_goes_through_the_outbox(client: Client) -> None:
    user = make_user()

    ask_for_link(client, user.email)

    mail = OutgoingMail.objects.get()
    assert mail.recipient == user.email
    assert "/account/password/reset/key/" in mail.text


def test_a_mail_comes_from_the_practice_by_name(settings):
    settings.DEFAULT_FROM_EMAIL = "praktijk@voorbeeld.nl"

    assert sender_named("De Kantlijn") == "De Kantlijn <praktijk@voorbeeld.nl>"
    assert sender_named("Kantlijn\nBcc: x") == '"Kantlijn Bcc: x" <praktijk@voorbeeld.nl>'


def test_a_name_in_the_settings_wins(settings):
    settings.DEFAULT_FROM_EMAIL = "Kantlijn <praktijk@voorbeeld.nl>"

    assert sender_named("Iets anders") == "Kantlijn <praktijk@voorbeeld.nl>"

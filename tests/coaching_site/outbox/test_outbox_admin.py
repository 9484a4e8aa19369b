"""In the admin mails are read and sent again, and the home says when they do not leave."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries

from coaching_site.outbox.models import MailState, OutgoingMail
from tests.factories import make_article, make_comment, make_mail, make_user
from tests.password_links import ask_for_link

pytestmark = pytest.mark.django_db

LIST_QUERIES = 5
MAILS = reverse("admin:outbox_outgoingmail_changelist")


def editor_who_may(client: Client, *actions: str) -> Client:
    editor = make_user()
    names = [f"{action}_outgoingmail" for action in actions]
    editor.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(editor)
    return client


def test_a_failed_mail_is_sent_again(desk: Client) -> None:
    mail = make_mail(
        state=MailState.FAILED, attempts=6, smtp_code=550, reason="SMTPRecipientsRefused"
    )

    page = desk.post(MAILS, {"action": "send_again", "_selected_action": [mail.pk]}, follow=True)

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.WAITING, 0)
    assert (mail.smtp_code, mail.reason, mail.next_attempt_at) == (None, "", None)
    assert ProcrastinateJob.objects.get().args == {"mail_id": mail.pk}
    assert [str(message) for message in page.context["messages"]] == [
        "1 mail wordt opnieuw verstuurd."
    ]


@pytest.mark.parametrize("state", [MailState.SENT, MailState.WAITING])
def test_a_mail_that_has_not_failed_is_not_sent_again(desk: Client, state: str) -> None:
    mail = make_mail(state=state)

    page = desk.post(MAILS, {"action": "send_again", "_selected_action": [mail.pk]}, follow=True)

    mail.refresh_from_db()
    assert mail.state == state
    assert not ProcrastinateJob.objects.exists()
    assert [str(message) for message in page.context["messages"]] == [
        "Geen van deze mails is mislukt, dus er wordt niets opnieuw verstuurd."
    ]


def test_whoever_may_only_look_cannot_send_again(client: Client) -> None:
    mail = make_mail(state=MailState.FAILED)
    editor = editor_who_may(client, "view")

    page = editor.post(MAILS, {"action": "send_again", "_selected_action": [mail.pk]})

    mail.refresh_from_db()
    assert mail.state == MailState.FAILED
    assert "send_again" not in page.content.decode()


def test_whoever_may_change_mails_can_send_again(client: Client) -> None:
    mail = make_mail(state=MailState.FAILED)
    editor = editor_who_may(client, "view", "change")

    editor.post(MAILS, {"action": "send_again", "_selected_action": [mail.pk]})

    mail.refresh_from_db()
    assert mail.state == MailState.WAITING


def test_whoever_may_not_see_mails_gets_nowhere(client: Client) -> None:
    mail = make_mail(subject="Voor een ander")
    client.force_login(make_user())

    pages = [client.get(MAILS), client.get(address_of(mail))]

    assert [page.status_code for page in pages] == [403, 403]


def test_a_mail_can_be_read_but_not_written(desk: Client) -> None:
    mail = make_mail(text="Dag,\nzie <b>hier</b>.")

    page = desk.get(address_of(mail))

    assert "Dag,<br>zie &lt;b&gt;hier&lt;/b&gt;." in page.content.decode()
    assert 'name="_save"' not in page.content.decode()
    assert desk.post(address_of(mail), {"subject": "Anders"}).status_code == 403
    assert desk.get(reverse("admin:outbox_outgoingmail_add")).status_code == 403
    mail.refresh_from_db()
    assert mail.subject == "Bericht"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "", "html": "<p>Dag <b>lezer</b></p>"}, "Dag lezer"),
        ({"text": "", "state": MailState.SENT}, "Gewist na het versturen."),
        ({"reason": "SMTPRecipientsRefused"}, "De mailserver neemt geen mail aan voor dit adres."),
        (
            {"reason": "TimeoutError"},
            "De mailserver is niet bereikbaar of antwoordt niet zoals het hoort.",
        ),
    ],
)
def test_the_page_of_a_mail_says_in_plain_words_what_and_why(
    desk: Client, fields: dict[str, str], words: str
) -> None:
    assert words in desk.get(address_of(make_mail(**fields))).content.decode()


def test_a_mail_leads_to_what_it_is_about(desk: Client) -> None:
    comment = make_comment(make_article())
    address = reverse("admin:blog_comment_change", args=[comment.pk])

    pages = [desk.get(address_of(make_mail(about=about))) for about in (comment, None)]

    assert [f'<a href="{address}">Reactie</a>' in page.content.decode() for page in pages] == [
        True, False,
    ]  # fmt: skip


def test_the_list_of_mails_takes_as_many_queries_for_thirty_as_for_one(
    desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_mail()
    with django_assert_num_queries(LIST_QUERIES):
        desk.get(MAILS)
    for _ in range(29):
        make_mail()
    with django_assert_num_queries(LIST_QUERIES):
        desk.get(MAILS)


def test_the_home_says_how_many_mails_do_not_leave_and_leads_to_them(desk: Client) -> None:
    make_mail(subject="Verstuurd", state=MailState.SENT)
    make_mail(subject="Mislukt", state=MailState.FAILED)
    make_mail(subject="Wacht lang", created_at=timezone.now() - timedelta(minutes=11))

    waiting = {line.words: line for line in desk.get(reverse("admin:index")).context["waiting"]}

    page = desk.get(waiting["2 mails zijn niet verstuurd"].address)
    subjects = {mail.subject for mail in page.context["cl"].result_list}
    assert subjects == {"Mislukt", "Wacht lang"}


def test_the_home_warns_when_no_worker_runs(desk: Client) -> None:
    warning = "Het werk op de achtergrond ligt stil, dus er gaat geen mail weg"

    def words() -> list[str]:
        return [line.words for line in desk.get(reverse("admin:index")).context["waiting"]]

    assert warning in words()

    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert warning not in words()


def address_of(mail: OutgoingMail) -> str:
    return reverse("admin:outbox_outgoingmail_change", args=[mail.pk])


def test_a_link_to_a_new_password_is_only_read_by_who_manages_accounts(
    client: Client, desk: Client
) -> None:
    make_user(username="baas", email="baas@voorbeeld.nl", superuser=True)
    ask_for_link(Client(), "baas@voorbeeld.nl")
    mail = OutgoingMail.objects.get()
    address = reverse("admin:outbox_outgoingmail_change", args=[mail.pk])

    assert "/password/reset/key/" in desk.get(address).content.decode()
    page = editor_who_may(client, "view").get(address)
    assert page.status_code == 200
    assert "/password/reset/key/" not in page.content.decode()

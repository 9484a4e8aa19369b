"""Everything about an address: looked up, handed over, erased, proven, and erased again."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from blog.conversations.of_address import erase_as_its_writer_asks
from blog.models import AskedSubject, Comment
from coaching_site.accounts.models import User
from coaching_site.models import ErasureProof
from coaching_site.outbox.models import OutgoingMail
from coaching_site.outbox.tasks import send_mail
from coaching_site.personal_data.erasing import erase_again
from contact.models import ErasedBecause, Example, Inquiry
from tests.everywhere import places_with
from tests.factories import make_article, make_comment, make_inquiry, make_mail, make_user
from tests.page_visitor import CachedSite, cached_site

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/admin/personal-data/"
NAME, ADDRESS, WORDS = "Wybrigje", "wybrigje@voorbeeld.nl", "Zwaluwstaart"


@pytest.fixture
def site() -> Iterator[CachedSite]:
    with cached_site() as site:
        yield site


def lived(desk: Client, coach: User) -> Inquiry:
    """Let a person ask, comment and be mailed, in different letters of one address."""
    inquiry, _is_new = Inquiry.submit(
        submission="een", consent_text="Ja.", name=NAME, email=ADDRESS, role="other", text=WORDS
    )
    inquiry.reply(f"Dag {NAME}, {WORDS}.", by=coach)
    inquiry.note(f"{WORDS}, denk ik.", by=coach)
    inquiry.add(f"Nog iets: {WORDS}.", submission="twee")
    pressed = {"CHANGE_FORM-action": "take_on", "_selected_action": str(inquiry.pk)}
    desk.post(inquiry.get_absolute_url(), pressed)
    article = make_article("Rust", slug="rust")
    comment = make_comment(article, WORDS, name=NAME, email=ADDRESS.capitalize(), state="pending")
    comment.approve(by=coach)
    make_comment(article, "Dank je.", parent=comment, name="Ans", email="ans@voorbeeld.nl")
    private = make_comment(article, WORDS, name=NAME, email=ADDRESS, state="pending")
    private.make_private(by=coach)
    example = Example.propose(inquiry, article=article, question=WORDS, answer=WORDS, by=coach)
    example.agree(example.wording)
    AskedSubject.objects.create(title="Drukte").take(comment)
    for mail in OutgoingMail.objects.all():
        send_mail(mail_id=mail.pk)
    make_mail(recipient=ADDRESS.upper(), subject=WORDS)
    return inquiry


def shown(answer: Any) -> dict[str, int]:
    return {holding.name: len(items) for holding, items in answer.context["found"]}


def test_all_that_is_held_is_counted_whatever_the_letters(desk: Client, coach: User) -> None:
    lived(desk, coach)
    make_user("wybrigje", email=ADDRESS)
    make_inquiry(email="een-ander@voorbeeld.nl")
    answer = desk.post(PAGE, {"email": f" {ADDRESS.upper()} "})
    mails = OutgoingMail.objects.filter(recipient__iexact=ADDRESS).count()
    assert mails > 1
    assert shown(answer) == {"requests": 2, "comments": 2, "accounts": 1, "mails": mails}
    assert "een-ander" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert ADDRESS not in answer.request["QUERY_STRING"]


def test_the_person_gets_all_of_it_as_one_file(desk: Client, coach: User) -> None:
    inquiry = lived(desk, coach)
    answer = desk.post(PAGE, {"email": ADDRESS, "step": "download"})
    assert answer["Content-Disposition"] == 'attachment; filename="gegevens.json"'
    content = json.loads(answer.content)
    assert content["email"] == ADDRESS
    requests = {one["reference"]: one for one in content["requests"]}
    assert requests[inquiry.reference]["question"] == WORDS
    assert requests[inquiry.reference]["consent"] == "Ja."
    assert requests[inquiry.reference]["notes"][0]["text"] == f"{WORDS}, denk ik."
    assert {one["text"] for one in content["comments"]} == {WORDS}
    assert {one["subject"] for one in content["comments"]} == {"Drukte", ""}
    assert content["accounts"] == []
    assert WORDS in {one["subject"] for one in content["mails"]}


def test_nothing_of_it_is_left_anywhere_and_what_others_wrote_stays(
    desk: Client,
    coach: User,
    site: CachedSite,
    erasures_file: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    inquiry = lived(desk, coach)
    account = make_user("beheer", email="beheer@voorbeeld.nl")
    assert WORDS in site.get("/artikelen/rust/").text
    asked = desk.post(PAGE, {"email": ADDRESS, "step": "ask"})
    assert Inquiry.objects.count() == 2
    assert "Ja, wis alles" in asked.content.decode()

    desk.post(PAGE, {"email": ADDRESS, "step": "erase"})
    site.hear()

    assert places_with(NAME, WORDS, inquiry.reference) == set()
    pages = [site.get(page).text for page in ("/artikelen/rust/", "/artikelen/rust/reacties/feed/")]
    for written in (*pages, caplog.text, erasures_file.read_text()):
        assert (NAME in written, WORDS in written, ADDRESS in written) == (False, False, False)
    assert Comment.objects.get(name="Ans").text == "Dank je."
    assert User.objects.filter(pk=account.pk).exists()
    proof = ErasureProof.objects.get()
    assert (proof.by, proof.counts["requests"], proof.counts["comments"]) == (coach, 2, 2)
    again = desk.post(PAGE, {"email": ADDRESS})
    assert shown(again) == {}
    assert list(again.context["proofs"]) == [proof]
    assert list(desk.post(PAGE, {"email": "x@voorbeeld.nl"}).context["proofs"]) == []


def test_accounts_are_named_and_stay(desk: Client) -> None:
    user = make_user("wybrigje", email=ADDRESS)
    desk.post(PAGE, {"email": ADDRESS, "step": "erase"})
    assert User.objects.get(pk=user.pk).email == ADDRESS


@pytest.mark.parametrize("email", ["", "geen adres", "a@b", "a" * 300 + "@voorbeeld.nl"])
@pytest.mark.parametrize("step", ["", "download", "ask", "erase"])
def test_what_is_no_address_is_said_beside_the_field(desk: Client, email: str, step: str) -> None:
    make_comment(make_article(), email="")
    answer = desk.post(PAGE, {"email": email, "step": step})
    assert list(answer.context["form"].errors) == ["email"]
    assert Comment.objects.count() == 1


def test_a_step_that_does_not_exist_does_nothing(desk: Client) -> None:
    make_inquiry(email=ADDRESS)
    answer = desk.post(PAGE, {"email": ADDRESS, "step": "wissen"})
    assert answer.status_code == 200
    assert Inquiry.objects.count() == 1


def test_only_who_has_the_permission_may_look(client: Client) -> None:
    make_inquiry(email=ADDRESS)
    user = make_user()
    client.force_login(user)
    for step in ("", "download", "ask", "erase"):
        assert client.post(PAGE, {"email": ADDRESS, "step": step}).status_code == 403
    assert client.get(PAGE).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="handle_personal_data"))
    assert client.get(PAGE).status_code == 200
    assert Inquiry.objects.count() == 1


def test_looking_costs_the_same_queries_however_much_there_is(desk: Client) -> None:
    costs = []
    for _round in range(2):
        for _number in range(5):
            make_inquiry(email=ADDRESS)
            make_comment(make_article(), email=ADDRESS)
        with CaptureQueriesContext(connection) as queries:
            desk.post(PAGE, {"email": ADDRESS})
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 20


def test_a_restored_copy_loses_again_what_was_erased_since(
    desk: Client, coach: User, erasures_file: Path
) -> None:
    withdrawn = make_inquiry(email="ans@voorbeeld.nl", reference="K-2026-AAAA")
    kept = make_inquiry(email="kees@voorbeeld.nl")
    lived(desk, coach)
    columns = ("reference", "submission", "name", "email", "role", "text", "consent_text")
    values = [*Inquiry.objects.exclude(pk=kept.pk).values(*columns, "answer_due", "created_at")]
    desk.post(PAGE, {"email": ADDRESS, "step": "erase"})
    withdrawn.erase(ErasedBecause.ASKER)

    # As an older copy: all is there again, and the proofs are not.
    Inquiry.objects.bulk_create(Inquiry(**row) for row in values)
    make_comment(make_article(), WORDS, email=ADDRESS, created_at=values[0]["created_at"])
    ErasureProof.objects.all().delete()
    afresh = make_inquiry(email=ADDRESS, created_at=timezone.now())

    call_command("erase_again", verbosity=0)
    assert set(Inquiry.objects.all()) == {kept, afresh}
    assert Comment.objects.filter(email__iexact=ADDRESS).count() == 0
    assert erase_again() == 0


def test_comments_that_a_guest_erased_herself_do_not_come_back_with_a_copy() -> None:
    asked = make_inquiry(email=ADDRESS)
    before = timezone.now()
    erase_as_its_writer_asks(ADDRESS)
    make_comment(make_article(), WORDS, email=ADDRESS.upper(), created_at=before)
    ErasureProof.objects.all().delete()

    call_command("erase_again", verbosity=0)
    assert not Comment.objects.exists()
    assert Inquiry.objects.get() == asked


def test_an_erasing_that_cannot_be_written_down_stands_all_the_same(
    desk: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.ERASURES_FILE = tmp_path / "nowhere" / "erasures.txt"
    make_inquiry(email=ADDRESS)
    desk.post(PAGE, {"email": ADDRESS, "step": "erase"})
    assert not Inquiry.objects.exists()
    assert ErasureProof.objects.count() == 1

"""Writing a comment: what a reader, a program and a broken browser each get to see."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from blog.conversations.confirming import proof_of
from blog.models import Article, Comment, CommentState
from coaching_site.forms.spam_traps import opening_time
from coaching_site.models import SiteSettings
from coaching_site.outbox.models import OutgoingMail
from tests.factories import make_article, make_comment, make_opening_time, make_user

pytestmark = pytest.mark.django_db

FAMILY = "👨\u200d👩\u200d👧"
HEBREW = "שלום לכולם"
SCRIPT = "<script>alert(1)</script><b onclick='x'>&amp;\"'"
HX = {"HX-Request": "true"}
LOST_COOKIE = "Deze pagina stond te lang open"
PARENT_GONE = "De reactie waarop je antwoordt, staat er niet meer."


@pytest.fixture
def article() -> Article:
    return make_article("Ouders als partners")


def address_of(article: Article) -> str:
    return f"/artikelen/{article.slug}/reageren/"


def typed(**values: Any) -> dict[str, Any]:
    """Return what somebody sends who opened the form a minute ago."""
    return {
        "opened": make_opening_time(),
        "website": "",
        "name": "Noor",
        "email": "noor@voorbeeld.nl",
        "text": "Dit herken ik.",
    } | values


def confirmed(**values: Any) -> dict[str, Any]:
    """Return what comes from a device on which the address was confirmed."""
    return typed(confirmation=proof_of("noor@voorbeeld.nl")) | values


def test_a_comment_is_stored_and_waits(client: Client, article: Article) -> None:
    answer = client.post(address_of(article), typed())
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{address_of(article)}?verstuurd=bevestigen",
    )
    comment = Comment.objects.get()
    assert (comment.name, comment.email, comment.text) == (
        "Noor",
        "noor@voorbeeld.nl",
        "Dit herken ik.",
    )
    assert (comment.article, comment.state, comment.parent) == (article, "unconfirmed", None)
    assert "bevestig dat het adres van jou is" in client.get(answer["Location"]).content.decode()
    assert "Dit herken ik." not in client.get(article.get_absolute_url()).content.decode()


def test_htmx_gets_bare_fragments_with_the_focus_set(client: Client, article: Article) -> None:
    form = client.get(address_of(article), headers=HX).content.decode()
    refused = client.post(address_of(article), typed(text=""), headers=HX)
    thanks = client.post(address_of(article), typed(), headers=HX)
    assert refused.status_code == 422
    assert thanks.status_code == 200
    for fragment in (form, refused.content.decode(), thanks.content.decode()):
        assert "<html" not in fragment
        assert fragment.count("autofocus") == 1
    assert "bevestig dat het adres van jou is" in thanks.content.decode()


def test_the_form_is_never_kept_by_a_cache_and_sets_only_the_csrf_cookie(
    client: Client, article: Article
) -> None:
    answer = client.get(address_of(article))
    assert answer["Cache-Control"] == "no-store"
    assert "HX-Request" in answer["Vary"]
    assert list(answer.cookies) == ["csrftoken"]
    assert answer.cookies["csrftoken"]["httponly"]
    assert not answer.cookies["csrftoken"]["max-age"]


def test_the_practice_hears_of_it_without_a_word_of_the_comment(
    client: Client, article: Article
) -> None:
    SiteSettings.objects.filter(pk=1).update(email="praktijk@voorbeeld.nl")
    client.post(address_of(article), confirmed(name="Noortje", text="Heel vertrouwelijk"))
    mail = OutgoingMail.objects.get()
    comment = Comment.objects.get()
    assert mail.about == comment
    written = mail.subject + mail.text + mail.html
    assert article.title in written
    assert f"/admin/blog/comment/{comment.pk}/change/" in written
    for secret in ("Noortje", "noor@voorbeeld.nl", "vertrouwelijk"):
        assert secret not in written


def test_a_comment_and_its_mail_are_stored_together_or_not_at_all(
    client: Client, article: Article
) -> None:
    # An outbox that cannot take the mail: the address breaks its own rule.
    SiteSettings.objects.filter(pk=1).update(email="praktijk@voorbeeld.nl\nBcc: x@voorbeeld.nl")
    client.raise_request_exception = False
    assert client.post(address_of(article), confirmed()).status_code == 500
    assert not Comment.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_an_answer_to_an_answer_joins_the_first_comment(client: Client, article: Article) -> None:
    first = make_comment(article)
    reply = make_comment(article, parent=first, name="Ties")
    assert "Ties" in client.get(f"{address_of(article)}?op={reply.pk}").content.decode()
    client.post(address_of(article), typed(op=reply.pk))
    assert Comment.objects.unconfirmed().get().parent == first


@pytest.mark.parametrize("known", [CommentState.PENDING, CommentState.REMOVED, "elsewhere"])
def test_only_a_public_comment_of_the_same_article_can_be_answered(
    client: Client, article: Article, known: str
) -> None:
    if known == "elsewhere":
        parent = make_comment(make_article())
    else:
        parent = make_comment(article, state=known)
    assert_parent_refused(client, article, str(parent.pk))


@pytest.mark.parametrize(
    "unknown", ["999999", "0", "-1", "1" + "0" * 30, "9" * 5000, "x", "1.5", "é"]
)
def test_an_answer_to_nothing_is_refused_in_words(
    client: Client, article: Article, unknown: str
) -> None:
    assert_parent_refused(client, article, unknown)


def assert_parent_refused(client: Client, article: Article, parent: str) -> None:
    opened = client.get(address_of(article), {"op": parent})
    assert opened.status_code == 200
    assert PARENT_GONE in opened.content.decode()
    answer = client.post(address_of(article), typed(op=parent, text="Mijn woorden"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert PARENT_GONE in page
    assert "Mijn woorden" in page
    assert not Comment.objects.filter(text="Mijn woorden").exists()
    # Sent once more, from the form as it came back, it stands on its own.
    assert 'name="op"' not in page


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "Vul je naam in"),
        ("name", "\x00\u200b", "Vul je naam in"),
        ("name", "n" * 81, "80"),
        ("email", "", "Vul je mailadres in."),
        ("email", "noor", "Dit lijkt geen mailadres."),
        ("email", "a@voorbeeld.nl\r\nBcc: b@voorbeeld.nl", "Dit lijkt geen mailadres."),
        ("email", f"{'a' * 64}@{'b' * 200}.nl", "254"),
        ("text", "", "Schrijf hier je reactie."),
        ("text", "\x00\n\u202e", "Schrijf hier je reactie."),
        ("text", "t" * 5001, "Deze tekst telt 5001 tekens; er passen er hoogstens 5000."),
    ],
)
def test_bad_input_is_refused_beside_the_field_and_kept(
    client: Client, article: Article, field: str, value: str, message: str
) -> None:
    values = typed() | {field: value}
    answer = client.post(address_of(article), values)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert page.count('aria-invalid="true"') == 1
    assert not Comment.objects.exists()
    for name in {"name", "email", "text"} - {field}:
        assert values[name] in page
    assert value in page or not value.isprintable()


def test_emoji_and_text_from_right_to_left_are_kept(client: Client, article: Article) -> None:
    client.post(address_of(article), typed(name=f"Noa {FAMILY}", text=f"{HEBREW}\r\n{FAMILY}"))
    comment = Comment.objects.get()
    assert (comment.name, comment.text) == (f"Noa {FAMILY}", f"{HEBREW}\n{FAMILY}")


def test_a_line_break_and_control_characters_in_a_name_are_taken_out(
    client: Client, article: Article
) -> None:
    client.post(address_of(article), typed(name="Noor\r\nBcc: x\x00\x1b\u202e", text="a\x00b\x07c"))
    comment = Comment.objects.get()
    assert (comment.name, comment.text) == ("Noor Bcc: x", "abc")


def test_invalid_utf8_never_breaks_the_site(client: Client, article: Article) -> None:
    body = b"name=%FF%FE&email=noor%40voorbeeld.nl&text=caf%E9&opened="
    answer = client.generic("POST", address_of(article), body, "application/x-www-form-urlencoded")
    assert answer.status_code in {400, 422}
    assert not Comment.objects.exists()


def test_script_in_any_field_is_shown_as_text(client: Client, article: Article) -> None:
    fields = ("name", "email", "text", "op", "opened", "website", "csrfmiddlewaretoken")
    answer = client.post(address_of(article), dict.fromkeys(fields, SCRIPT))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<script>alert" not in page
    assert "<b onclick" not in page
    assert page.count(escape(SCRIPT)) == 3  # name, address and text

    client.post(address_of(article), typed(name=SCRIPT[:80], text=SCRIPT))
    comment = Comment.objects.get()
    comment.enter()
    comment.approve(by=make_user())
    page = client.get(article.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_of_repeated_fields_the_last_counts_and_missing_ones_are_asked_for(
    client: Client, article: Article
) -> None:
    client.post(address_of(article), typed(name=["Een", "Twee"], text=["a", "b"]))
    assert Comment.objects.get().name == "Twee"
    values = typed()
    del values["name"], values["opened"], values["website"]
    assert client.post(address_of(article), values).status_code == 422


def test_a_body_of_ten_megabytes_is_too_large(client: Client, article: Article) -> None:
    answer = client.post(address_of(article), typed(text="a" * 10_000_000))
    assert answer.status_code == 413
    assert not Comment.objects.exists()


@pytest.mark.parametrize("headers", [{}, HX])
def test_a_lost_cookie_keeps_every_word_and_the_next_try_gets_through(
    article: Article, headers: dict[str, str]
) -> None:
    visitor = Client(enforce_csrf_checks=True)
    parent = make_comment(article)
    answer = visitor.post(address_of(article), typed(op=parent.pk), headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert page.count(LOST_COOKIE) == 1
    assert not Comment.objects.pending().exists()
    for value in ("Noor", "noor@voorbeeld.nl", "Dit herken ik.", f'name="op" value="{parent.pk}"'):
        assert value in page
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    again = typed(op=parent.pk, csrfmiddlewaretoken=token)
    assert visitor.post(address_of(article), again).status_code == 302
    assert Comment.objects.unconfirmed().get().parent == parent


def test_a_wrong_token_beside_a_good_cookie_keeps_every_word(article: Article) -> None:
    visitor = Client(enforce_csrf_checks=True)
    visitor.get(address_of(article))
    answer = visitor.post(address_of(article), typed(csrfmiddlewaretoken="x" * 64))
    assert answer.status_code == 403
    assert "Dit herken ik." in answer.content.decode()
    assert not Comment.objects.exists()


def test_an_expired_form_keeps_every_word_and_gets_a_fresh_time(
    client: Client, article: Article
) -> None:
    old = make_opening_time(timedelta(days=2))
    answer = client.post(address_of(article), typed(opened=old))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Deze pagina stond lang open." in page
    assert "Dit herken ik." in page
    assert old not in page


def test_a_program_is_refused_politely_and_with_its_words(client: Client, article: Article) -> None:
    for trap in ({"website": "https://voorbeeld.nl"}, {"opened": opening_time()}):
        answer = client.post(address_of(article), typed(**trap))
        assert answer.status_code == 422
        assert "Dit herken ik." in answer.content.decode()
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "closed",
    [
        {"conversation": "read_only"},
        {
            "publish_at": timezone.now() - timedelta(days=31),
            "comments_close_after_days": 30,
        },
    ],
)
def test_a_closed_conversation_says_so_and_takes_nothing(
    client: Client, closed: dict[str, Any]
) -> None:
    article = make_article(**closed)
    make_comment(article, text="Nog te lezen.")
    page = client.get(article.get_absolute_url()).content.decode()
    assert "Nog te lezen." in page
    assert "Bij dit artikel kun je niet meer reageren." in page
    assert address_of(article) not in page
    for answer in (
        client.get(address_of(article)),
        client.post(address_of(article), typed()),
        client.post(address_of(article), typed(), headers=HX),
    ):
        assert answer.status_code == 403
        assert "Bij dit artikel kun je niet meer reageren." in answer.content.decode()
    assert not Comment.objects.pending().exists()


def test_a_draft_has_no_comment_form(client: Client) -> None:
    draft = make_article(publish_at=None)
    assert client.get(address_of(draft)).status_code == 404
    assert client.post(address_of(draft), typed()).status_code == 404
    assert not Comment.objects.exists()

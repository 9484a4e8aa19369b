"""Input that cannot be read: a plain answer in the site's look, never a 500."""

from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.urls import reverse

from coaching_site.http.encodings import in_utf_8
from coaching_site.wsgi import application
from tests.factories import PASSWORD, make_topic, make_user

pytestmark = pytest.mark.django_db
NUL_PLACES = ["/?q=%00", "/artikelen/zoeken/?q=a%00b", "/artikelen/?page=1&%00=1", "/over%00/"]


@pytest.fixture
def visitor() -> Client:
    """A visitor whose errors become answers, as in production."""
    return Client(raise_request_exception=False)


def is_ours(answer: Any) -> bool:
    return '<div class="sheet">' in answer.content.decode() and "Traceback" not in str(
        answer.content
    )


@pytest.mark.parametrize("address", NUL_PLACES)
def test_a_nul_in_an_address_is_refused_in_the_look_of_the_site(
    visitor: Client, address: str
) -> None:
    answer = visitor.get(address)
    assert answer.status_code == 400
    assert is_ours(answer)


@pytest.mark.parametrize(
    "cookie", ['sessionid="\\000"', 'sessionid="a\\000b"', 'csrftoken="\\000"']
)
def test_a_nul_in_a_cookie_never_reaches_the_database(visitor: Client, cookie: str) -> None:
    answer = visitor.get(reverse("account_login"), headers={"cookie": cookie})
    assert answer.status_code == 400


def through_wsgi(content_type: str, query: str = "", body: bytes = b"") -> tuple[str, bytes]:
    """Ask the application that gunicorn serves; Django's test client builds requests itself."""
    environ = RequestFactory().generic("POST", reverse("account_login"), body).environ
    answer: list[str] = []
    environ |= {"CONTENT_TYPE": content_type, "QUERY_STRING": query}
    content = application(environ, lambda status, headers, *rest: answer.append(status))
    return answer[0], b"".join(content)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("address", "status"),
    [("/nergens/", 404), ("/over%00/", 400), ("/admin/", 302), ("/healthz", 200), ("/", 200)],
)
def test_head_gets_the_heads_of_get_and_no_body(address: str, status: int) -> None:
    heads = {}
    for method in ("GET", "HEAD"):
        environ = RequestFactory().generic(method, address).environ
        said: list[Any] = []
        content = b"".join(application(environ, lambda *words, said=said: said.extend(words)))
        assert said[0].startswith(str(status))
        heads[method] = dict(said[1]).get("Content-Length")
        assert bool(content) == (method == "GET" and status != 302)
    assert heads["HEAD"] == heads["GET"]


CODECS = ["hex", "rot13", "unicode_escape", "utf-16", "utf-7", "zlib", "idna", '"hex"', "no-such"]


@pytest.mark.django_db(transaction=True)
def test_whatever_encoding_a_request_claims_it_is_read_as_utf_8() -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        for charset in CODECS:
            claim = f"{kind}; boundary=x; charset={charset}"
            status, _ = through_wsgi(claim, "next=\\ud800", b"login=caf%C3%A9\r\n--x--")
            assert status in {"400 Bad Request", "403 Forbidden"}, claim


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "claim",
    [
        "charset*=utf-8''hex",
        "charset*0=hex",
        'char; charset="q"set=hex',
        "x*=a; x*0=b",
        "x*=bogus''y",
        "x*=idna''%ff%41",
        f"x*{'1' * 5_000}=a",
        "charset*=utf-8''unicode_escape",
    ],
)
def test_a_content_type_says_nothing_but_what_is_needed(claim: str) -> None:
    for kind in ("text/plain", "multipart/form-data; boundary=xx"):
        status, page = through_wsgi(f"{kind}; {claim}", "next=\\ud83d", b"login=a\r\n--xx--")
        assert status in {"400 Bad Request", "403 Forbidden"}
        assert b"<html" in page


@pytest.mark.parametrize(
    "head",
    [
        b'Content-Disposition: form-data; name="a"; x*=a; x*0=b',
        b'Content-Disposition: form-data; name="a"\r\nContent-Type: text/plain; x*=a; x*0=b',
    ],
)
def test_a_part_with_an_unreadable_head_is_refused(visitor: Client, head: bytes) -> None:
    body = b"--xx\r\n" + head + b"\r\n\r\nv\r\n--xx--\r\n"
    answer = visitor.post("/contact/", body, content_type="multipart/form-data; boundary=xx")
    assert answer.status_code == 400
    assert is_ours(answer)


def test_the_boundary_of_an_upload_survives_beside_an_encoding() -> None:
    seen: list[str] = []

    def remember(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.append(environ["CONTENT_TYPE"])
        return []

    for claim in ("; charset=hex; boundary=x", '; boundary=x; Charset="hex"', "; boundary=x"):
        in_utf_8(remember)({"CONTENT_TYPE": f"multipart/form-data{claim}"}, lambda *ignored: None)
    assert seen == ['multipart/form-data; boundary="x"'] * 3


@pytest.mark.parametrize("query", ["%FF", "%C3%28", "%ED%A0%80", "%F0%9F%99%82", "%E2%80%AE"])
def test_unreadable_bytes_in_a_search_are_searched_as_they_can_be_read(
    visitor: Client, query: str
) -> None:
    assert visitor.get(f"/artikelen/zoeken/?q={query}").status_code == 200


def test_too_many_fields_are_refused(visitor: Client) -> None:
    answer = visitor.get("/?" + "&".join(f"a{number}=1" for number in range(1_500)))
    assert answer.status_code == 400
    assert is_ours(answer)


def test_a_form_of_ten_megabytes_is_told_to_be_too_large(visitor: Client) -> None:
    answer = visitor.post(
        reverse("account_login"),
        b"login=" + b"a" * 10_000_000,
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 413
    assert "Dit is te veel in één keer" in answer.content.decode()


def test_a_text_field_of_ten_megabytes_among_files_is_told_to_be_too_large(visitor: Client) -> None:
    answer = visitor.post(reverse("account_login"), {"login": "a" * 10_000_000})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "body", [b"", b"garbage", b"--x\r\n", b"--x\r\nContent-Disposition: form-data; name=\r\n\r\n"]
)
def test_damaged_uploads_are_never_a_500(visitor: Client, body: bytes) -> None:
    answer = visitor.post(
        reverse("account_login"), body, content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code in {200, 400}


def test_an_upload_without_a_boundary_is_refused(visitor: Client) -> None:
    answer = visitor.post(reverse("account_login"), b"x", content_type="multipart/form-data")
    assert answer.status_code == 400
    assert is_ours(answer)


@pytest.mark.parametrize(
    "text", ["\x00", "a\x00b", "\ud83d\ude42", "\u202egnikcah", "<script>", "\n"]
)
def test_odd_characters_in_a_sign_in_are_a_failed_try(visitor: Client, text: str) -> None:
    text = text.encode("utf-16", "surrogatepass").decode("utf-16")
    answer = visitor.post(reverse("account_login"), {"login": text, "password": text})
    assert answer.status_code == 200
    assert answer.context["form"].errors


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PUT", "DELETE", "PROPFIND"])
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/artikelen/feed/",
        "/account/password/reset/key/1-set-password/",
        "/admin/",
        "/nergens/",
    ],
)
def test_a_method_that_no_page_has_is_refused_everywhere(
    visitor: Client, method: str, address: str
) -> None:
    answer = visitor.generic(method, address)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, POST"


def test_a_feed_can_only_be_read(visitor: Client) -> None:
    make_topic(slug="rust")
    for address in ("/artikelen/feed/", "/artikelen/thema/rust/feed/"):
        assert visitor.head(address).status_code == 200
        assert visitor.post(address)["Allow"] == "GET, HEAD"


def test_an_unknown_host_is_refused_in_the_look_of_the_site(visitor: Client) -> None:
    answer = visitor.get("/", headers={"host": "elders.example"})
    assert answer.status_code == 400
    assert is_ours(answer)


@pytest.mark.parametrize("query", ["p=99999999999999999999", "p=x", "o=99.x", "id__exact=x", "e=1"])
def test_odd_lists_of_the_admin_are_never_a_500(visitor: Client, query: str) -> None:
    make_user("coach", superuser=True)
    visitor.login(username="coach", password=PASSWORD)
    answer = visitor.get(f"{reverse('admin:coaching_site_page_changelist')}?{query}", follow=True)
    assert answer.status_code in {200, 400}


def test_a_broken_database_gets_the_page_that_needs_none(visitor: Client) -> None:
    with patch.object(connection, "ensure_connection", side_effect=OperationalError("gone")):
        answer = visitor.get("/")
    assert answer.status_code == 503
    assert "Zo terug" in answer.content.decode()


def test_an_unknown_address_is_a_404_in_the_look_of_the_site(visitor: Client) -> None:
    answer = visitor.get("/is-er-niet/")
    assert answer.status_code == 404
    assert is_ours(answer)

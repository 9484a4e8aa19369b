"""Uploads of authors: whatever is sent, the answer is JSON, and a failure leaves nothing behind."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT
from django.urls import reverse
from PIL import Image as Drawing

from blog.models import Image
from coaching_site.images.reencoding import MAX_BYTES
from tests.factories import make_image, make_image_file, make_user
from tests.image_files import written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]
UPLOAD = "/admin/blog/image/upload/"
LIBRARY = "/admin/blog/image/library/"


def stored_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def send(client: Client, upload: Any, **headers: Any) -> Any:
    return client.post(UPLOAD, {"file": upload}, **headers)


def bomb() -> SimpleUploadedFile:
    """Make a PNG of 400 million pixels in some 50 KB."""
    written = BytesIO()
    Drawing.new("1", (20_000, 20_000)).save(written, "PNG", optimize=True)
    return SimpleUploadedFile("klein.png", written.getvalue())


def test_another_method_than_the_address_takes_is_named(writer: Client) -> None:
    describe = reverse("admin:blog_image_describe", args=[make_image().pk])
    takes = {UPLOAD: "POST", describe: "POST", LIBRARY: "GET, HEAD"}
    for address, methods in takes.items():
        ask = writer.post if methods == "GET, HEAD" else writer.get
        answer = ask(address)
        assert answer.status_code == 405
        assert answer.headers["Allow"] == methods
        assert answer.json() == {
            "code": "method",
            "message": "Hier is niets aangekomen. Ga terug naar de pagina en probeer het opnieuw.",
        }


def test_an_upload_answers_with_what_the_page_needs(writer: Client) -> None:
    answer = send(writer, make_image_file((60, 40)))
    image = Image.objects.get()
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    facts = answer.json()
    assert facts.pop("thumbnail").startswith("/media/images/")
    assert facts == {
        "id": image.pk, "address": image.file.url, "width": 60, "height": 40,
        "alternative_text": "", "is_decorative": False, "caption": "", "credit": "",
        "remark": "",
    }  # fmt: skip


def test_an_upload_that_was_cut_off_is_stored_and_says_so(writer: Client) -> None:
    whole = written(Drawing.effect_noise((300, 300), 90).convert("RGB"))
    answer = send(writer, SimpleUploadedFile("x.jpg", whole[: len(whole) // 2]))
    assert "Het onderste deel van deze foto ontbreekt" in answer.json()["remark"]
    assert Image.objects.get().width == 300


@pytest.mark.parametrize(
    "name",
    ["Anna van Dijk.jpg", "a" * 300 + ".jpg", "../../etc/passwd", "x.html", "x.svg", "con.aux",
     "<script>alert(1)</script>.jpg", "a\x07b\u202egpj.exe", "’; DROP TABLE.jpg", "C:\\x\\y.png"],
)  # fmt: skip
def test_whatever_an_image_is_called_its_name_is_dropped(
    writer: Client, media_folder: Path, name: str
) -> None:
    upload = make_image_file(name="x.jpg")
    upload._name = name  # noqa: SLF001 (Django would tidy it up before it is sent)
    assert send(writer, upload).status_code == 200
    (stored,) = {path for path in stored_files(media_folder) if path.parent.name == "images"}
    assert len(stored.stem) >= 16
    assert stored.suffix == ".webp"


@pytest.mark.parametrize(
    ("upload", "status", "code"),
    [
        (SimpleUploadedFile("x.jpg", b"geen plaatje"), 422, "not_an_image"),
        (SimpleUploadedFile("x.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 500), 422, "broken"),
        (SimpleUploadedFile("x.svg", b"<svg onload='alert(1)'/>"), 422, "other_kind"),
        (SimpleUploadedFile("x.gif", b"GIF89a<script>alert(1)</script>"), 422, "broken"),
        (SimpleUploadedFile("x.jpg", make_image_file((900, 900)).read()[:400]), 422, "broken"),
        (SimpleUploadedFile("x.jpg", b""), 422, "empty_file"),
        (bomb(), 422, "too_many_pixels"),
        (SimpleUploadedFile("x.jpg", b"\x00" * (MAX_BYTES + 1)), 413, "too_large"),
    ],
    ids=["words", "broken", "svg", "html in gif", "cut off", "empty", "bomb", "too large"],
)  # fmt: skip
def test_what_is_no_image_is_refused_in_words(
    writer: Client, media_folder: Path, upload: SimpleUploadedFile, status: int, code: str
) -> None:
    answer = send(writer, upload)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert len(answer.json()["message"]) > 20
    assert not Image.objects.exists()
    assert stored_files(media_folder) == []


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", MULTIPART_CONTENT),
        (b"", "multipart/form-data"),
        (b"x" * 500, MULTIPART_CONTENT),
        (b"{}", "application/json"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"..\"\r\n\r\nx\r\n--x--",
         "multipart/form-data; boundary=x"),
        (b"--x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n" + b"a" * 3_000_000,
         "multipart/form-data; boundary=x"),
        (b"--x\r\n" + b"A: b\r\n" * 2_000 + b"\r\n", "multipart/form-data; boundary=x"),
        (b"file=" + b"a" * 3_000_000, "application/x-www-form-urlencoded"),
    ],
    ids=["nothing", "no boundary", "rubbish", "json", "bare", "no name", "large field",
         "large head", "large form"],
)  # fmt: skip
def test_a_body_without_an_image_is_refused_in_words(
    writer: Client, media_folder: Path, body: bytes, content_type: str
) -> None:
    answer = writer.generic("POST", UPLOAD, body, content_type)
    assert answer.status_code in {400, 413}
    assert answer.json()["message"]
    assert stored_files(media_folder) == []


def test_a_body_that_is_longer_than_it_promised_is_not_read_further(
    writer: Client, media_folder: Path
) -> None:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
    body = head.encode() + b"\xff" * 1_000
    answer = writer.generic("POST", UPLOAD, body, MULTIPART_CONTENT, CONTENT_LENGTH="300")
    assert (answer.status_code, answer.json()["code"]) == (400, "no_file")
    answer = writer.generic("POST", UPLOAD, body, MULTIPART_CONTENT, CONTENT_LENGTH="9" * 12)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert stored_files(media_folder) == []


def test_a_connection_that_breaks_off_leaves_nothing(writer: Client, media_folder: Path) -> None:
    class Broken(BytesIO):
        def read(self, *args: Any) -> bytes:
            raise ConnectionResetError(errno.ECONNRESET, "gone")

    with patch("django.test.client.FakePayload", return_value=Broken()):
        answer = writer.generic("POST", UPLOAD, b"x" * 900, MULTIPART_CONTENT)
    assert answer.status_code in {400, 503}
    assert answer.json()["message"]
    assert stored_files(media_folder) == []


def test_who_is_not_signed_in_is_told_so_in_json(client: Client, media_folder: Path) -> None:
    for view in (UPLOAD, "/admin/blog/image/1/describe/"):
        answer = client.post(view, {"file": make_image_file()})
        assert (answer.status_code, answer.json()["code"]) == (401, "login")
    assert client.get(LIBRARY).json()["code"] == "login"
    assert stored_files(media_folder) == []


def test_who_may_add_no_images_adds_and_sees_none(client: Client, media_folder: Path) -> None:
    client.force_login(make_user())
    assert send(client, make_image_file()).json()["code"] == "permission"
    assert client.get(LIBRARY).json()["code"] == "permission"
    assert stored_files(media_folder) == []


def test_a_request_without_its_token_is_refused_in_json(media_folder: Path) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_user(superuser=True))
    answer = send(strict, make_image_file())
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")
    assert stored_files(media_folder) == []

    strict.get(reverse("admin:blog_image_add"))
    token = strict.cookies["csrftoken"].value
    assert send(strict, make_image_file(), headers={"X-CSRFToken": token}).status_code == 200


@contextmanager
def full_disk(bytes_left: int) -> Iterator[None]:
    """Make the storage write so many bytes of a file, and then fail as a full disk does."""
    write = FileSystemStorage._save  # noqa: SLF001 (where Django writes)

    def fill(self: FileSystemStorage, name: str, content: Any) -> str:
        whole = content.read()
        content = SimpleUploadedFile("x", whole[:bytes_left])
        write(self, name, content)
        raise OSError(errno.ENOSPC, "No space left on device")

    with patch.object(FileSystemStorage, "_save", fill):
        yield


@pytest.mark.parametrize("bytes_left", [0, 20])
def test_a_full_disk_is_said_in_json_and_leaves_no_half_a_file(
    writer: Client, media_folder: Path, bytes_left: int
) -> None:
    with full_disk(bytes_left):
        answer = send(writer, make_image_file())
    assert (answer.status_code, answer.json()["code"]) == (507, "disk_full")
    assert "schijf" in answer.json()["message"]
    assert not Image.objects.exists()
    assert stored_files(media_folder) == []


def test_a_database_that_refuses_the_row_leaves_no_file(writer: Client, media_folder: Path) -> None:
    with patch.object(Image, "save_base", side_effect=OperationalError("disk full")):
        answer = send(writer, make_image_file())
    assert (answer.status_code, answer.json()["code"]) == (503, "storage")
    assert stored_files(media_folder) == []


def test_a_full_disk_while_replacing_keeps_the_old_image(desk: Client, media_folder: Path) -> None:
    image = make_image()
    before = stored_files(media_folder)
    fields = {"alternative_text": "Nieuw", "focal_x": 50, "focal_y": 50}
    with full_disk(20):
        address = reverse("admin:blog_image_change", args=[image.pk])
        answer = desk.post(address, fields | {"file": make_image_file((9, 9))}, follow=True)
    assert "De schijf van de site is vol" in answer.text
    assert Image.objects.get().alternative_text == "Een klas"
    assert stored_files(media_folder) == before

"""Uploaded images are drawn anew: their bytes, their name and what they say about themselves go.

What is stored is a WebP made by `coaching_site.images.redrawing`, in a process of its own that can
eat no more than 300 MB and 10 seconds. Why each format has its limits: docs/decisions/images.md.
"""

import hashlib
import json
import logging
import secrets
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import ImageFieldFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coaching_site.images.kinds import HEAD, is_heic, is_ours, kind_of

logger = logging.getLogger(__name__)

MAX_BYTES = 20_000_000
# Before gunicorn takes the worker for dead, which it does after half a minute.
MAX_WAIT_SECONDS = 25
MILLION = 1_000_000

MESSAGES = {
    "too_large": _("This file is too large: at most %(limit)s MB."),
    "too_many_pixels": _(
        "This picture has too many pixels: at most %(limit)s million for this kind of file."
    ),
    "too_many_frames": _("This moving picture is too long: at most %(limit)s frames at this size."),
    "too_heavy": _(
        "This picture takes too much memory or time to read. Save it smaller and try again."
    ),
    "broken": _(
        "This picture is broken: the file cannot be read. Copy it once more from where it came, or "
        "take another one."
    ),
    "heic": _(
        "This is a HEIC photo, and that kind is not taken. Have the iPhone make JPEG photos: "
        "Settings > Camera > Formats > Most Compatible."
    ),
    "other_kind": _(
        "This is %(kind)s; that kind is not taken. Take a JPEG, PNG, WebP, AVIF or GIF file."
    ),
    "empty_file": _("This file is empty. Copy it once more from where it came."),
    "not_an_image": _(
        "This is no picture that can be read. Take a JPEG, PNG, WebP, AVIF or GIF file."
    ),
}
ROWS_ARE_MISSING = _(
    "The lower part of this photo is missing: the file was cut off. Take it again from where it "
    "came, or keep it as it is."
)


@dataclass(frozen=True, slots=True)
class StoredAs:
    """How an image is kept: pixels of its longest side, WebP's quality, moving or not."""

    longest_side: int
    quality: int
    may_move: bool = False


# Enough for the widest rendition of an image that stands upright.
AS_SOURCE = StoredAs(longest_side=2_400, quality=90, may_move=True)
# Shown as it is, as wide as the margin.
AS_PORTRAIT = StoredAs(longest_side=640, quality=78)


class ReencodedImage(ContentFile):
    """Bytes that were made here; nothing else is stored by `ReencodedImageField`."""

    is_animated = False
    is_unfinished = False  # the upload lacked rows at the bottom

    @property
    def fingerprint(self) -> str:
        """Return what it shares with the same photo, whatever stood around the pixels of that."""
        self.seek(0)
        return fingerprint_of(self.read())


def fingerprint_of(content: bytes) -> str:
    """Return the SHA-256 of an image as it is stored."""
    return hashlib.sha256(content).hexdigest()


def new_name() -> str:
    """Return a name that says nothing and that nobody guesses."""
    return f"{secrets.token_hex(16)}.webp"


def reencode(upload: File, stored_as: StoredAs = AS_SOURCE) -> ReencodedImage:
    """Return the image as WebP, never enlarged, under a new name.

    GIF and WebP that move stay so if they may; of the rest the first frame is taken. What was made
    here is left as it is. Raises ValidationError with one of the codes in `MESSAGES`.
    """
    if isinstance(upload, ReencodedImage):
        return upload
    if upload.size > MAX_BYTES:
        raise _refusal("too_large", MAX_BYTES // MILLION)
    upload.seek(0)
    content = upload.read()
    answer, made = _redraw(content, stored_as)
    if code := answer.get("code"):
        limit = answer.get("limit", 0)
        if code == "not_an_image":
            raise _refusal_of_kind(content[:HEAD])
        raise _refusal(code, limit // MILLION if code == "too_many_pixels" else limit)
    image = ReencodedImage(made, name=new_name())
    image.is_animated, image.is_unfinished = answer["moving"], answer["unfinished"]
    return image


def _redraw(content: bytes, stored_as: StoredAs) -> tuple[dict[str, Any], bytes]:
    """Have the image drawn by another process; one that had to be ended read too heavy a file."""
    figures = (str(stored_as.longest_side), str(stored_as.quality))
    # Without writing bytecode: on a full disk Python would keep half of it, and break on that.
    command = [sys.executable, "-B", "-m", "coaching_site.images.redrawing", *figures]
    try:
        process = subprocess.run(  # noqa: S603 (our own words and figures)
            [*command, "may-move"] if stored_as.may_move else command,
            input=content,
            capture_output=True,
            cwd=settings.BASE_DIR,
            env={"MALLOC_ARENA_MAX": "1"},
            timeout=MAX_WAIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"code": "too_heavy"}, b""
    head, _line_end, made = process.stdout.partition(b"\n")
    if process.returncode == 0:
        return json.loads(head), made
    logger.warning("Drawing an image anew ended with %s.", process.returncode)
    return {"code": "too_heavy"}, b""


def _refusal_of_kind(head: bytes) -> ValidationError:
    """Say what the file is, or that it is broken where it is of a kind that is taken."""
    if not head:
        return _refusal("empty_file")
    if is_heic(head):
        return _refusal("heic")
    if is_ours(head):
        return _refusal("broken")
    if kind := kind_of(head):
        return _refusal("other_kind", kind=kind)
    return _refusal("not_an_image")


def _refusal(code: str, limit: int = 0, kind: str | Promise = "") -> ValidationError:
    return ValidationError(MESSAGES[code], code=code, params={"limit": limit, "kind": kind})


class ImageFormField(forms.FileField):
    """Draws the upload anew while the form is checked: its faults stand beside the field."""

    def __init__(self, *, stored_as: StoredAs = AS_SOURCE, **kwargs: Any) -> None:
        kwargs["max_length"] = None  # the name of the upload is dropped, so it may be long
        self.stored_as = stored_as
        super().__init__(**kwargs)

    def to_python(self, data: Any) -> ReencodedImage | None:
        upload = super().to_python(data)
        return reencode(upload, self.stored_as) if upload else None

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"accept": "image/*"}


class ReencodedFieldFile(ImageFieldFile):
    """The one door through which bytes reach the storage."""

    field: "ReencodedImageField"

    def save(self, name: str | None, content: File, save: bool = True) -> None:
        """Store what `reencode` made of the content, under its name; the given name is dropped.

        A disk that is full raises OSError and keeps no half of the file.
        """
        image = reencode(content, self.field.stored_as)
        if self.field.moves_field:
            setattr(self.instance, self.field.moves_field, image.is_animated)
        if self.field.fingerprint_field:
            setattr(self.instance, self.field.fingerprint_field, image.fingerprint)
        stored = self.field.generate_filename(self.instance, str(image.name))
        try:
            super().save(str(image.name), image, save)
        except OSError:
            self.storage.delete(stored)
            raise


class ReencodedImageField(models.ImageField):
    """An image field that never stores what was uploaded.

    `moves_field` names a field that is told whether the image moves.
    """

    attr_class = ReencodedFieldFile

    def __init__(
        self,
        *args: Any,
        stored_as: StoredAs = AS_SOURCE,
        moves_field: str | None = None,
        fingerprint_field: str | None = None,
        **kwargs: Any,
    ) -> None:
        self.stored_as = stored_as
        self.moves_field, self.fingerprint_field = moves_field, fingerprint_field
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Be an ordinary image field in migrations: the column is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ImageField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        own: dict[str, Any] = {"form_class": ImageFormField, "stored_as": self.stored_as}
        return super().formfield(**own | kwargs)

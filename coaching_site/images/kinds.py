"""What a file is that is no picture we read, told from its first bytes, in the author's words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Enough for the head of every kind below, and for a picture in words behind its introduction.
HEAD = 4_096

PDF, VIDEO, RAW = _("a PDF"), _("a video"), _("a raw photo of a camera")
SVG, TIFF, HTML = _("an SVG drawing"), _("a TIFF or raw photo"), _("a web page")
WORD, OFFICE = _("a Word document"), _("an Office document")

BEGINNINGS: tuple[tuple[bytes, str | Promise], ...] = (
    (b"%PDF", PDF),
    (b"%!PS", _("a PostScript drawing")),
    (b"II*\0\x10\0\0\0CR", RAW),
    (b"FUJIFILMCCD-RAW", RAW),
    (b"IIRO", RAW),
    (b"IIRS", RAW),
    (b"IIU\0", RAW),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"BM", _("a BMP picture")),
    (b"8BPS", _("a Photoshop file")),
    (b"\0\0\1\0", _("an icon (ICO)")),
    (b"\xff\x0a", _("a JPEG XL picture")),
    (b"\0\0\0\x0cJXL ", _("a JPEG XL picture")),
    (b"\0\0\0\x0cjP  ", _("a JPEG 2000 picture")),
    (b"\x1a\x45\xdf\xa3", VIDEO),
    (b"\0\0\1\xba", VIDEO),
    (b"ID3", _("a sound file")),
    (b"\xd0\xcf\x11\xe0", OFFICE),
    (b"{\\rtf", WORD),
)
# What a file in boxes says that it is: https://mp4ra.org/registered-types/brands
BRANDS: dict[bytes, str | Promise] = {
    b"qt  ": _("a video (MOV)"),
    b"crx ": RAW,
    b"M4A ": _("a sound file"),
}
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
OURS = (b"\xff\xd8", b"\x89PNG", b"GIF8")
OUR_BRANDS = (b"avif", b"avis")
PARTS_OF_ZIP = ((b"word/", WORD), (b"xl/", OFFICE), (b"ppt/", OFFICE))


def is_ours(head: bytes) -> bool:
    """Tell whether a file begins as one of the kinds that are taken."""
    in_riff = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    return head.startswith(OURS) or in_riff or _brand(head) in OUR_BRANDS


def is_heic(head: bytes) -> bool:
    """Tell whether a file is a photo as an iPhone keeps it."""
    return _brand(head) in HEIC_BRANDS


def kind_of(head: bytes) -> str | Promise:
    """Return what a file is in the author's words, with its article; empty if nobody knows.

    Of a file that is neither ours nor a HEIC.
    """
    if brand := _brand(head):
        return BRANDS.get(brand, _("a video (MP4)"))
    if head[:4] == b"RIFF":
        return {b"AVI ": VIDEO, b"WAVE": _("a sound file")}.get(head[8:12], "")
    if head[:4] == b"PK\3\4":
        return next((name for part, name in PARTS_OF_ZIP if part in head), _("a ZIP file"))
    for beginning, name in BEGINNINGS:
        if head.startswith(beginning):
            return name
    return _kind_of_words(head.lower())


def _brand(head: bytes) -> bytes:
    return head[8:12] if head[4:8] == b"ftyp" else b""


def _kind_of_words(head: bytes) -> str | Promise:
    """Tell what is written in words: a drawing or a page, whatever stands above its first tag."""
    if b"<svg" in head:
        return SVG
    return HTML if b"<html" in head or b"<!doctype html" in head else ""

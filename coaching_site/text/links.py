"""One rule for every address that somebody types, pastes or imports to be linked."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from urllib.parse import unquote, unquote_plus, urljoin, urlsplit

from django.conf import settings

from coaching_site.text.characters import storable
from coaching_site.text.telephone_numbers import in_e164

# Nobody packs an address into so many detours; what does is none.
MAX_STEPS = 12
HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
AROUND = '<>"“”„ \u00a0'

WEB = re.compile(r"(https?):[/\\]*", re.IGNORECASE)
OTHER_SCHEME = re.compile(r"(mailto|tel):[/\\]*", re.IGNORECASE)
OTHER_HOST = re.compile(r"[/\\]{2,}")
OWN_PATH = re.compile(r"/|[?#].|\.\.?/")
MAIL = re.compile(r"[^\s@<>()\[\],;:\"/\\?#]+@[\w-]+(?:\.[\w-]+)+")
# A name of a site without its scheme, with a port or not, and no file such as “foto.jpg”.
DOMAIN = re.compile(
    r"(?![^/?#]+\.(?:html?|php|aspx?|jpe?g|png|gif|webp|heic|pdf|docx?|xlsx?|pptx?|txt)$)"
    r"[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,24}(?::\d{1,5})?(?:[/?#].*)?",
    re.IGNORECASE,
)
PARTS = re.compile(r"(?P<host>[^/?#]*)(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?P<fragment>#.*)?")

# What counts readers on their way: host, path, and the names under which the target stands. The
# first ones also carry the mail address of whoever received them.
DETOURS = tuple(
    (re.compile(host), re.compile(path), names)
    for host, path, names in (
        (r".+\.safelinks\.protection\.outlook\.com", r".*", {"url"}),
        (r"statics\.teams\.cdn\.office\.net", r".*safelinks.*", {"url"}),
        (r"(?:www\.)?google\.[a-z.]{2,6}", r"/url", {"q", "url"}),
        (r"(?:l|lm)\.(?:facebook|instagram|messenger)\.com", r"/(?:l\.php)?", {"u"}),
        (r"(?:www\.)?facebook\.com", r"/(?:l\.php|flx/warn/?)", {"u"}),
        (r"(?:\w+\.)?linkedin\.com", r"/(?:redir/(?:redirect|.*)|safety/go)/?", {"url"}),
        (r"(?:www\.)?youtube\.com", r"/redirect", {"q"}),
        (r"slack-redir\.net", r"/link", {"url"}),
        (r"(?:www\.)?duckduckgo\.com", r"/l/", {"uddg"}),
    )
)
# Names in a query that say who sent a reader, never what is shown.
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|srsltid|_g[al]|msclkid|yclid|twclid|ttclid"
    r"|igshid|igsh|li_fat_id|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|__hs(?:sc|tc|fp)|hsctatracking"
    r"|vero_(?:id|conv)|oly_(?:enc|anon)_id|ml_subscriber(?:_hash)?|wickedid|rb_clickid|_openstat",
    re.IGNORECASE,
)
# On these a short name does: it tells who shared.
SHARED_BY = re.compile(r"youtu\.be|(?:\w+\.)?youtube\.com|open\.spotify\.com")


def clean_link(address: str) -> str:
    """Return where an address leads, without detours and counters; empty if it leads nowhere.

    Takes what people write: a site with or without its scheme, a mail address, a telephone number,
    a path of this site. Any other scheme is none. Cleaning again changes nothing; never raises.
    """
    for _step in range(MAX_STEPS):
        cleaned = _cleaned_once(address)
        if cleaned == address:
            return cleaned
        address = cleaned
    return ""


def _cleaned_once(address: str) -> str:
    seen = "".join(sign for sign in storable(address) if unicodedata.category(sign) not in HIDDEN)
    seen = seen.strip().strip(AROUND)
    for pattern, clean in KINDS:
        if match := pattern.match(seen):
            return clean(match)
    if MAIL.fullmatch(seen):
        return f"mailto:{seen}"
    if DOMAIN.fullmatch(seen):
        return f"https://{seen}"
    number = in_e164(seen)
    return f"tel:{number}" if number else ""


def _web(match: re.Match[str]) -> str:
    return _straight(match[1].lower(), _behind(match))


def _same_scheme(match: re.Match[str]) -> str:
    return _straight("https", _behind(match))


def _mail_or_telephone(match: re.Match[str]) -> str:
    rest = _behind(match).strip()
    if match[1].lower() == "mailto":
        return f"mailto:{rest.replace(' ', '%20')}" if rest else ""
    written = unquote(rest)
    # Short numbers, such as 112, are in no plan for the whole world.
    number = in_e164(written) or re.sub(r"[^+\d]", "", written)
    return f"tel:{number}" if number else ""


def _own(match: re.Match[str]) -> str:
    return _without_tracking(_parts(match.string), "")


KINDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (WEB, _web),
    (OTHER_SCHEME, _mail_or_telephone),
    (OTHER_HOST, _same_scheme),
    (OWN_PATH, _own),
)


def _straight(scheme: str, rest: str) -> str:
    """Return a web address without what leads round; one of this site as a path."""
    parts = _parts(rest)
    host = _host_of(f"{scheme}://{parts['host']}")
    if not host:
        return ""
    for hosts, paths, names in DETOURS:
        if hosts.fullmatch(host) and paths.fullmatch(parts["path"]):
            return _target(parts, names, host)
    if parts["host"].lower() == urlsplit(settings.SITE_URL).netloc.lower():
        path = {**parts, "host": "", "path": parts["path"] or "/"}
        if not OTHER_HOST.match(path["path"]):
            return _without_tracking(path, "")
    return f"{scheme}://{_without_tracking(parts, host)}"


def _behind(match: re.Match[str]) -> str:
    return match.string[match.end() :]


def _parts(address: str) -> dict[str, str]:
    """Return host, path, query and fragment, which together are the address.

    Browsers read a backslash before the query as a slash, and a space as %20.
    """
    match = PARTS.fullmatch(address.replace(" ", "%20"))
    parts = match.groupdict("") if match else dict.fromkeys(PARTS.groupindex, "")
    before = f"{parts['host']}{parts['path']}".replace("\\", "/")
    host, slash, path = before.partition("/")
    return parts | {"host": host, "path": slash + path}


def _host_of(address: str) -> str:
    """Return the name of the site in small letters; empty where no browser could read it."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _target(parts: dict[str, str], names: set[str], host: str) -> str:
    """Return where a detour leads; a path there is one of its own site, not of ours."""
    for name, _field, value in _fields(parts["query"]):
        if name in names and value:
            target = unquote_plus(value)
            return urljoin(f"https://{host}/", target) if OWN_PATH.match(target) else target
    return ""


def _without_tracking(parts: dict[str, str], host: str) -> str:
    """Return the address without the fields that count; the others stay byte for byte."""
    query = parts["query"]
    kept = [
        field
        for name, field, _value in _fields(query)
        if not TRACKING.fullmatch(name) and not (name == "si" and SHARED_BY.fullmatch(host))
    ]
    if len(kept) <= query.count("&"):
        query = f"?{'&'.join(kept)}" if any(kept) else ""
    return f"{parts['host']}{parts['path']}{query}{parts['fragment']}"


def _fields(query: str) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each field of a query, the field as it stands, and its value."""
    for field in query.removeprefix("?").split("&"):
        name, _equals, value = field.partition("=")
        # Copied from the source of a page, “&amp;” is written twice.
        yield unquote(name).removeprefix("amp;"), field, value

"""Everything that is put under load: the site, and what it is compared with."""

from pathlib import Path

from benchmarks.content import SLUGS_BY_COMMENTS
from benchmarks.servers import WORKERS, Server

CACHE_MEGABYTES = 64
PAGES = {
    **{
        f"article, {comments} comments": f"/artikelen/{slug}/"
        for comments, slug in SLUGS_BY_COMMENTS.items()
    },
    "list": "/artikelen/",
    "home": "/",
    "feed": "/artikelen/feed/",
}


def site(database: str, megabytes: int, *, workers: int = WORKERS) -> Server:
    """Return the site as in production, reached over plain HTTP."""
    environment = site_environment(database, megabytes)
    return Server("coaching_site.wsgi", environment, workers=workers)


def counted_site(database: str, count: Path, *, workers: int = WORKERS) -> Server:
    """Return the site with its cache; the size of a file counts what Django had to answer."""
    environment = site_environment(database, CACHE_MEGABYTES) | {"COUNT_FILE": str(count)}
    return Server("counted_site", environment, workers=workers)


def site_environment(database: str, megabytes: int) -> dict[str, str]:
    """Return what the site reads from its environment; no mail leaves it."""
    return {
        "SITE_MODE": "production",
        "SECRET_KEY": "only-for-benchmarks" * 4,
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": "http://127.0.0.1",
        "DATABASE_URL": database,
        "DEFAULT_FROM_EMAIL": "praktijk@voorbeeld.nl",
        "SMTP_URL": "smtp://127.0.0.1:1",
        "SECURE_SSL_REDIRECT": "false",
        "TRUSTED_PROXY_COUNT": "0",
        "PAGE_CACHE_MEGABYTES": str(megabytes),
    }


def constant(application: str, size: int, database: str = "") -> Server:
    """Return a bare server that answers so many bytes."""
    return Server(application, {"PAGE_BYTES": str(size), "DATABASE_URL": database})

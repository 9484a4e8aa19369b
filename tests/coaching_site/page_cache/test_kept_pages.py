"""Which pages are kept, for whom, and how many: nobody gets what is somebody else's."""

from datetime import timedelta

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone

from blog.models import Article
from coaching_site.page_cache.decorators import patch_cache_policy
from coaching_site.page_cache.layer import policy_of
from tests.coaching_site.page_cache.addresses import (
    EVERYTHING,
    LIST,
    MISSING,
    ONE,
)
from tests.factories import make_article
from tests.page_visitor import cached_site

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_page_is_the_same_under_every_name_of_the_site(site, settings):
    settings.ALLOWED_HOSTS = ["www.praktijk.example", "praktijk.example"]
    names = ("www.praktijk.example", "praktijk.example:8080")

    for address in EVERYTHING:
        one, other = (site.get(address, HTTP_HOST=name).body for name in names)
        assert one == other


def test_a_page_is_kept_once_for_all_names_and_a_strange_name_is_refused(site, settings):
    settings.ALLOWED_HOSTS = ["www.praktijk.example", ".praktijk.example"]
    with cached_site() as other:
        for name in ("www.praktijk.example", "www.praktijk.example:8080", "praktijk.example"):
            assert other.get(ONE, HTTP_HOST=name).status == 200
        assert other.made == [ONE]
        for _twice in range(2):
            assert other.get(ONE, HTTP_HOST="elders.example").status == 400


def test_a_page_that_is_kept_is_the_page_that_was_made(site):
    kept = site.get(ONE)
    with cached_site() as another:
        made = another.get(ONE)

    assert another.made == [ONE]
    assert (kept.status, kept.body) == (made.status, made.body)
    assert kept.headers == made.headers
    assert kept.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Set-Cookie" not in kept.headers


@pytest.mark.parametrize(
    ("address", "environ"),
    [
        (ONE, {"HTTP_COOKIE": "sessionid=abc"}),
        (f"{ONE}?utm_source=brief", {}),
        ("/artikelen/?page=0", {}),
        (ONE, {"HTTP_X_FORWARDED_PROTO": "gopher"}),
        (ONE, {"HTTP_HOST": "testserver:elders.example/"}),
        (ONE, {"HTTP_HOST": "testserver:"}),
        (ONE, {"HTTP_HOST": "testserver:80:80"}),
        (ONE, {"HTTP_HOST": "testserver:\u0668"}),
        ("/artikelen/zoeken/?q=een", {}),
        ("/artikelen/een/reageren/", {}),
        ("/contact/", {}),
        ("/voorbeeld/onbekend/", {}),
        ("/admin/", {}),
        ("/healthz", {}),
    ],
)
def test_who_may_see_something_else_passes_by(site, address, environ):
    site.get(address, **environ)

    before = len(site.made)
    site.get(address, **environ)
    assert len(site.made) == before + 1


def test_another_method_passes_by(site):
    assert site.get(ONE, method="OPTIONS").status == 405
    assert site.made[-1] == ONE


def test_a_port_changes_nothing(site):
    site.get(ONE, HTTP_HOST="testserver:8000")

    assert site.made[-1] != ONE


def test_a_cookie_that_is_no_session_changes_nothing(site):
    site.get(ONE, HTTP_COOKIE="csrftoken=abc")

    assert site.made[-1] != ONE


def test_what_has_one_page_is_kept_once_whatever_number_is_asked_for(site):
    before = len(site.cache.pages)

    assert site.makes(*[f"{ONE}?page={number}" for number in range(1, 20)]) != []
    assert site.get("/artikelen/archief/002026/1/").status == 404
    assert len(site.cache.pages) == before


def test_an_article_whose_conversation_is_over_is_kept(site):
    Article.objects.filter(slug="een").update(
        comments_close_after_days=1, publish_at=timezone.now() - timedelta(days=3)
    )

    assert site.makes(ONE, ONE) == [ONE]


def test_no_header_of_a_visitor_gets_into_an_address(site):
    Article.objects.filter(slug="een").update(title="Anders")
    site.hear()

    assert "/evil" not in site.get(ONE, SCRIPT_NAME="/evil").text


def test_what_is_not_there_is_never_called_unchanged(site):
    assert site.get(MISSING, HTTP_IF_NONE_MATCH="*").status == 404


def test_pages_of_a_list_are_kept_each(site):
    for number in range(15):
        make_article(f"Artikel {number}", publish_at=timezone.now() - timedelta(days=9))

    assert site.makes(LIST, f"{LIST}?page=2", LIST, f"{LIST}?page=2") == [LIST, f"{LIST}?page=2"]


def test_no_more_is_kept_than_fits_and_the_oldest_goes_first():
    for number in range(8):
        make_article(f"Artikel {number}", slug=f"artikel-{number}")
    addresses = [f"/artikelen/artikel-{number}/" for number in range(8)]
    with cached_site(megabytes=0.05) as small:
        small.makes(*addresses)
        assert small.cache.pages.bytes <= small.cache.pages.max_bytes
        assert 1 < len(small.cache.pages) < 8
        assert small.makes(addresses[7]) == []
        assert small.makes(addresses[0]) == [addresses[0]]


def test_trying_addresses_pushes_no_page_out(site):
    for number in range(60):
        site.get(f"/artikelen/niets-{number}/")

    assert site.makes(*EVERYTHING) == [MISSING]
    assert site.cache.missing.bytes <= site.cache.missing.max_bytes


@pytest.mark.parametrize("trace", ["cookie", "vary", "stream"])
def test_a_page_that_knows_its_visitor_is_never_kept(trace):
    """A mistake in a view or a template may cost the cache, never somebody's secret."""
    response = StreamingHttpResponse() if trace == "stream" else HttpResponse()
    if trace == "cookie":
        response.set_cookie("naam", "Noor")
    if trace == "vary":
        response["Vary"] = "Cookie"

    patch_cache_policy(response)
    assert policy_of(response) is None

    of_everyone = HttpResponse()
    patch_cache_policy(of_everyone)
    assert policy_of(of_everyone) is not None

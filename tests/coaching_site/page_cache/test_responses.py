"""A page as it is sent: packed, dated, without its body, or only called unchanged."""

import gzip

import pytest

from blog.models import Article
from tests.coaching_site.page_cache.addresses import FEED, ONE, SITEMAP

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_visitor_who_has_the_page_gets_only_that_it_is_still_good(site):
    page = site.get(ONE)
    for known in (page.headers["ETag"], f"W/{page.headers['ETag']}", "*"):
        again = site.get(ONE, HTTP_IF_NONE_MATCH=known)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] == page.headers["ETag"]
        assert "Content-Length" not in again.headers

    assert site.get(ONE, HTTP_IF_NONE_MATCH='"anders"').body == page.body


def test_a_page_tells_no_date_by_which_two_pages_of_one_second_would_look_the_same(site):
    for address in (ONE, FEED, SITEMAP):
        assert "Last-Modified" not in site.get(address).headers


def test_a_page_is_packed_for_who_can_unpack_it(site):
    plain = site.get(ONE)
    packed = site.get(ONE, HTTP_ACCEPT_ENCODING="gzip, br")

    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Content-Length"] == str(len(packed.body))
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert site.get(ONE, HTTP_ACCEPT_ENCODING="gzip;q=0").body == plain.body


def test_a_head_request_gets_the_headers_alone(site):
    head = site.get(ONE, method="HEAD")

    assert (head.body, head.headers) == (b"", site.get(ONE).headers)
    assert site.made[-1] != ONE


def test_a_head_request_leaves_nothing_empty_behind(site):
    Article.objects.filter(slug="een").update(title="Anders")

    site.hear()
    site.get(ONE, method="HEAD")

    assert "Anders" in site.get(ONE).text

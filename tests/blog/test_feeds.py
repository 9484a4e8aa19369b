"""Feeds and sitemap: whole texts and whole addresses, for programs."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from blog.models import Article, Author, CommentState, Topic
from coaching_site.http.sitemaps import SiteSitemap
from coaching_site.models import SiteSettings
from coaching_site.site import sitemap_views as sitemaps
from tests.factories import make_article, make_author, make_comment, make_topic

pytestmark = pytest.mark.django_db

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
OWN = "http://127.0.0.1:8000"
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def items(client, address: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(client.get(address).content).findall("channel/item")  # noqa: S314 (our own)


def addresses_in(client, address: str) -> list[str]:
    tree = ElementTree.fromstring(client.get(address).content)  # noqa: S314 (our own)
    return [element.text for element in tree.iter(LOCATION)]


def test_a_feed_carries_the_whole_text_with_whole_addresses(client):
    body = (
        '<p>Lees <a href="/artikelen/ander/">verder</a>, <a href="https://example.org/">elders</a> '
        'of <a href="//example.net/x">daar</a> over href="/y" en.</p>'
    )
    make_article("Titel & meer", slug="titel", summary="Kort.", body_html=body)

    (item,) = items(client, "/artikelen/feed/")

    assert item.findtext("title") == "Titel & meer"
    assert item.findtext("link") == "http://127.0.0.1:8000/artikelen/titel/"
    assert item.findtext("description") == "Kort."
    assert 'href="http://127.0.0.1:8000/artikelen/ander/"' in item.findtext(CONTENT)
    assert 'href="https://example.org/"' in item.findtext(CONTENT)
    assert 'href="https://example.net/x"' in item.findtext(CONTENT)
    assert 'over href="/y" en.' in item.findtext(CONTENT)


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("#h-rust", f"{OWN}/artikelen/titel/#h-rust"),
        ("?op=3&amp;x=%20", f"{OWN}/artikelen/titel/?op=3&amp;x=%20"),
        ("?op=3#reactie-3", f"{OWN}/artikelen/titel/?op=3#reactie-3"),
        ("../ander/", f"{OWN}/artikelen/ander/"),
        ("./ander/", f"{OWN}/artikelen/titel/ander/"),
        ("/contact/", f"{OWN}/contact/"),
        ("mailto:a@voorbeeld.nl", "mailto:a@voorbeeld.nl"),
        ("tel:+31612345678", "tel:+31612345678"),
        ("https://example.org/#", "https://example.org/#"),
    ],
)
def test_a_link_in_a_feed_leads_where_it_leads_on_the_page(client, written, leads):
    make_article(slug="titel", body_html=f'<p><a href="{written}">a</a></p>')

    (item,) = items(client, "/artikelen/feed/")

    assert item.findtext(CONTENT).startswith(f'<p><a href="{leads}"')


def test_an_article_that_moves_stays_the_same_one_for_who_follows_the_feed(client):
    article = make_article(slug="hier")
    (before,) = items(client, "/artikelen/feed/")
    Article.objects.filter(pk=article.pk).update(slug="daar")
    (after,) = items(client, "/artikelen/feed/")

    assert after.findtext("link") != before.findtext("link")
    assert after.findtext("guid") == before.findtext("guid")
    assert after.find("guid").get("isPermaLink") == "false"


def test_feeds_of_a_topic_and_of_an_author_hold_only_theirs(client):
    topic, author = make_topic(slug="ouders"), make_author(slug="anna")
    make_article("Van het thema", topics=(topic,))
    make_article("Van de auteur", authors=(author,))
    make_article("Geheim", topics=(topic,), authors=(author,), publish_at=None)

    assert [item.findtext("title") for item in items(client, "/artikelen/thema/ouders/feed/")] == [
        "Van het thema"
    ]
    assert [item.findtext("title") for item in items(client, "/artikelen/auteur/anna/feed/")] == [
        "Van de auteur"
    ]


def test_a_feed_shows_one_format_of_an_image_under_a_whole_address(client):
    make_article(
        body_html='<figure><picture><source type="image/avif" srcset="/media/a-480.avif 480w" '
        'sizes="37rem"><img src="/media/a-960.jpg" srcset="/media/a-480.jpg 480w" sizes="37rem" '
        'width="960" height="640" alt="Een deur"></picture></figure><p>sizes="37rem" blijft</p>'
    )

    [item] = items(client, "/artikelen/feed/")

    assert item.findtext(CONTENT) == (
        '<figure><picture><img src="http://127.0.0.1:8000/media/a-960.jpg" '
        'width="960" height="640" alt="Een deur"></picture></figure><p>sizes="37rem" blijft</p>'
    )


def test_signs_that_xml_cannot_hold_break_no_feed(client):
    topic, author = make_topic(slug="ouders"), make_author(slug="anna")
    make_article(authors=(author,), topics=(topic,))
    signs = "\x01\x1f\x7f\u00ad\u202e\ue000\ufffe\uffff"
    Article.objects.update(
        title=f"Ti{signs}tel", summary=f"Ko{signs}rt", body_html=f"<p>Te{signs}kst</p>"
    )
    Author.objects.update(name=f"An{signs}na")
    Topic.objects.update(name=f"Oud{signs}ers")
    SiteSettings.objects.update(practice_name=f"Prak{signs}tijk", tagline=f"Ru{signs}st")

    for address in ("", "thema/ouders/", "auteur/anna/"):
        (item,) = items(client, f"/artikelen/{address}feed/")
        assert item.findtext("title") == "Titel"
        assert item.findtext("description") == "Kort"
        assert item.findtext("category") == "Ouders"
        assert item.findtext("{http://purl.org/dc/elements/1.1/}creator") == "Anna"
        assert item.findtext(CONTENT) == "<p>Tekst</p>"
    assert len(addresses_in(client, "/sitemap.xml")) > 3


def test_the_sitemap_names_what_is_public_under_the_own_address(client):
    topic, empty = make_topic(slug="vol"), make_topic(slug="leeg")
    make_article(slug="zichtbaar", topics=(topic,))
    make_article(slug="geheim", topics=(empty,), publish_at=None)
    make_article(slug="voorbij", end_at=timezone.now())

    tree = ElementTree.fromstring(client.get("/sitemap.xml", headers={"host": "localhost"}).content)  # noqa: S314 (our own)
    addresses = {element.text for element in tree.iter(LOCATION)}

    base = "http://127.0.0.1:8000"
    assert {f"{base}/", f"{base}/artikelen/", f"{base}/aanbod/"} <= addresses
    assert {a for a in addresses if "/artikelen/" in a} == {
        f"{base}/artikelen/",
        f"{base}/artikelen/zichtbaar/",
        f"{base}/artikelen/thema/vol/",
    }


def test_a_large_sitemap_is_split_into_parts_that_together_name_all(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_IN_ONE", 8)
    monkeypatch.setattr(SiteSitemap, "limit", 3)
    for number in range(7):
        make_article(slug=f"nummer-{number}", publish_at=timezone.now() - timedelta(days=number))
    make_article(slug="geheim", publish_at=None)

    parts = addresses_in(client, "/sitemap.xml")
    named = {part: addresses_in(client, part.removeprefix(OWN)) for part in parts}

    assert [len(named[f"{OWN}/sitemap-artikelen-{number}.xml"]) for number in (1, 2, 3)] == [
        3,
        3,
        1,
    ]
    assert named[f"{OWN}/sitemap-artikelen-1.xml"][0] == f"{OWN}/artikelen/nummer-6/"
    assert f"{OWN}/artikelen/" in named[f"{OWN}/sitemap-vast-1.xml"]
    assert "geheim" not in str(named)
    for part in ("artikelen-4", "artikelen-0", "niets-1"):
        assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_robots_are_shown_the_sitemap_and_kept_out_of_the_admin(client):
    text = client.get("/robots.txt").content.decode()

    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in text
    assert "Disallow: /admin/" in text


def test_the_feed_of_a_conversation_has_its_approved_comments_newest_first(client):
    article = make_article("Rust & meer", slug="rust")
    moment = timezone.now() - timedelta(days=1)
    first = make_comment(
        article, f"Zie {OWN}/contact/\n\n<b>Dag</b>", name="Noor", created_at=moment
    )
    author = make_author("Marit Zandstra")
    make_comment(article, "Eens.", parent=first, author=author, name="Marit")
    for state in set(CommentState) - {CommentState.APPROVED}:
        make_comment(article, "Verborgen", state=state)
    make_comment(make_article(), "Elders")

    answer, comment = items(client, "/artikelen/rust/reacties/feed/")

    assert (answer.findtext("title"), comment.findtext("title")) == ("Marit Zandstra", "Noor")
    assert comment.findtext("link") == comment.findtext("guid") == f"{OWN}/reactie/{first.pk}/"
    assert comment.findtext(CONTENT) == comment.findtext("description")
    assert f'<a href="{OWN}/contact/" rel="nofollow ugc">' in comment.findtext(CONTENT)
    assert "<p>&lt;b&gt;Dag&lt;/b&gt;</p>" in comment.findtext(CONTENT)


def test_an_article_leads_to_the_feed_of_its_conversation(client):
    article = make_article(slug="rust")
    make_comment(article)
    feed = '<link rel="alternate" type="application/rss+xml" href="/artikelen/rust/reacties/feed/"'
    page = client.get("/artikelen/rust/").content.decode()
    assert feed in page
    assert '<a href="/artikelen/rust/reacties/feed/"' in page
    Article.objects.update(conversation="off")
    assert "/reacties/feed/" not in client.get("/artikelen/rust/").content.decode()


def test_the_feed_of_a_conversation_costs_as_many_queries_with_twenty_comments_as_with_one(
    client, django_assert_num_queries
):
    article = make_article(slug="rust")
    for count in (1, 19):
        for _ in range(count):
            make_comment(article, author=make_author())
        with django_assert_num_queries(4):
            client.get("/artikelen/rust/reacties/feed/")

"""What can be asked for."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from blog.article_ends import article_ends
from blog.models import Article
from contact.models import Offer, OfferContent
from tests.factories import make_article, make_offer, make_user
from tests.shown import words_in_each

pytestmark = pytest.mark.django_db

# Site settings and standing pages, for the frame of every page, and the offers themselves.
LIST_QUERIES = 3
DETAIL_QUERIES = 3


def test_the_list_shows_what_is_visible_in_the_order_of_the_practice(client: Client) -> None:
    make_offer("Teamtraining", order=2)
    make_offer("Individueel traject", order=1)
    make_offer("Nog geheim", order=0, is_visible=False)
    page = client.get("/aanbod/")
    assert words_in_each(page, "offer__title") == ["Individueel traject", "Teamtraining"]


def test_an_offer_has_a_page_with_its_facts_and_the_way_to_ask(client: Client) -> None:
    make_offer(
        "Lezing",
        slug="lezing",
        body="<p>Een avond over loslaten.</p>",
        audience="Voor ouders",
        form="Op school",
        duration="Anderhalf uur",
        price_line="Vanaf 450 euro",
    )
    page = client.get("/aanbod/lezing/").content.decode()
    for words in ("Een avond over loslaten.", "Voor ouders", "Op school", "Anderhalf uur"):
        assert words in page
    assert "Vanaf 450 euro" in page
    assert '<a class="button" href="/contact/?aanbod=lezing">Vraag dit aan</a>' in page


def test_a_hidden_offer_is_not_found(client: Client) -> None:
    make_offer(slug="geheim", is_visible=False)
    assert client.get("/aanbod/geheim/").status_code == 404
    assert client.get("/aanbod/bestaat-niet/").status_code == 404


def test_markup_in_an_offer_is_text_except_in_its_body(client: Client) -> None:
    make_offer("<b>Vet</b>", slug="vet", summary="<script>alert(1)</script>", audience="<i>x</i>")
    for address in ("/aanbod/", "/aanbod/vet/"):
        page = client.get(address).content.decode()
        assert "<script>alert(1)" not in page
        assert "<b>Vet</b>" not in page
        assert "&lt;b&gt;Vet&lt;/b&gt;" in page


def test_script_in_the_body_of_an_offer_is_taken_out(client: Client) -> None:
    make_offer(slug="schoon", body='<p onclick="x()">Hallo<script>alert(1)</script></p>')
    page = client.get("/aanbod/schoon/").content.decode()
    assert "Hallo" in page
    assert "onclick" not in page
    assert "alert(1)" not in page


def test_saving_some_fields_of_an_offer_keeps_its_rendered_text_in_step() -> None:
    offer = make_offer(body="<p>Oud</p>")
    offer.body = "<p>Nieuw</p>"
    offer.save(update_fields=["body"])
    offer.refresh_from_db()
    assert offer.body_html == "<p>Nieuw</p>"


@pytest.mark.parametrize("number", [1, 12])
def test_a_list_of_any_length_costs_the_same_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for _ in range(number):
        make_offer()
    with django_assert_num_queries(LIST_QUERIES):
        client.get("/aanbod/")


@pytest.mark.parametrize("number", [1, 12])
def test_a_detail_page_costs_the_same_queries_however_many_articles_name_it(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    offer = make_offer(slug="lezing")
    offer.articles.set([make_article() for _ in range(number)])
    with django_assert_num_queries(DETAIL_QUERIES):
        client.get("/aanbod/lezing/")


def end_of(article: Article) -> str:
    return "".join(article_ends(article)).strip()


def test_an_article_ends_with_the_offers_that_name_it(client: Client) -> None:
    article, other = make_article(slug="loslaten"), make_article()
    make_offer("Voor de rest", is_default=True)
    named = make_offer("Traject loslaten", slug="traject")
    named.articles.add(article, other)
    content = end_of(article)
    assert 'href="/contact/?aanbod=traject&amp;artikel=loslaten"' in content
    assert "Traject loslaten" in content
    assert "Voor de rest" not in content
    assert content.count("<aside") == 1


def test_another_article_ends_with_the_default_offer() -> None:
    article = make_article()
    make_offer("Gewoon aanbod")
    make_offer("Voor de rest", is_default=True)
    make_offer("Verborgen", is_visible=False).articles.add(article)
    content = end_of(article)
    assert "Voor de rest" in content
    assert "Gewoon aanbod" not in content
    assert "Verborgen" not in content


def test_without_a_default_offer_an_article_ends_with_nothing() -> None:
    make_offer()
    assert end_of(make_article()) == ""


def test_the_article_page_shows_the_call(client: Client) -> None:
    make_article(slug="loslaten")
    make_offer("Even praten", slug="praten", is_default=True)
    page = client.get("/artikelen/loslaten/").content.decode()
    assert 'href="/contact/?aanbod=praten&amp;artikel=loslaten"' in page


def test_a_new_default_offer_takes_the_place_of_the_former() -> None:
    former = make_offer(is_default=True)
    latter = make_offer(is_default=True)
    assert list(Offer.objects.filter(is_default=True)) == [latter]
    latter.save()
    former.refresh_from_db()
    assert not former.is_default


def test_the_former_default_offer_does_not_take_its_place_back_when_it_is_published() -> None:
    former, latter = (
        Offer.start(OfferContent(title=slug, slug=slug, is_default=True), by=None)
        for slug in ("eerst", "daarna")
    )
    former.publish(former.newest_version, by=None)
    former.save_version(
        replace(former.live_version.read(), body="<p>Half af.</p>"), by=None, based_on=1
    )
    latter.publish(latter.newest_version, by=None)

    former = Offer.objects.get(pk=former.pk)
    assert former.newest_version.read().body == "<p>Half af.</p>"
    former.publish(former.newest_version, by=None)
    former.change_at_once(by=None, order=9)

    assert list(Offer.objects.filter(is_default=True)) == [latter]


def test_an_offer_without_an_address_gets_one_of_its_title() -> None:
    assert make_offer("Coaching & co", slug="").slug == "coaching-co"
    assert make_offer("Coaching, co!", slug="").slug == "coaching-co-2"
    assert make_offer("🙂", slug="").slug == "aanbod-1"


def test_an_address_that_the_site_uses_is_refused(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.contact.taken_address"
    make_offer(slug="vrij").full_clean()
    with pytest.raises(ValidationError) as refusal:
        Offer(title="Bezet", slug="bezet", summary="x").full_clean()
    assert refusal.value.error_dict["slug"][0].code == "reserved"


def test_an_editor_makes_an_offer_in_the_admin(client: Client) -> None:
    client.force_login(make_user(superuser=True))
    article = make_article()
    answer = client.post(
        "/admin/contact/offer/add/",
        {
            "title": "Teamtraining",
            "summary": "Een middag met het hele team.",
            "body": "<p>Samen aan de slag.</p>",
            "order": "1",
            "based_on": "0",
            "_publish": "1",
            "articles": [article.pk],
        },
    )
    assert answer.status_code == 302, answer.context["errors"]
    offer = Offer.objects.get()
    assert offer.slug == "teamtraining"
    assert "Samen aan de slag." in offer.body_html
    assert list(offer.articles.all()) == [article]


@pytest.mark.parametrize("key", ["x", "²", "9" * 5_000])
def test_an_article_that_cannot_be_is_refused_beside_the_field(client: Client, key: str) -> None:
    client.force_login(make_user(superuser=True))
    fields = {
        "title": "Training\n\x0c",
        "summary": "Kort.",
        "order": "1",
        "based_on": "0",
        "articles": [key],
    }
    answer = client.post("/admin/contact/offer/add/", fields)
    form = answer.context["adminform"].form
    assert list(form.errors) == ["articles"]
    assert form.cleaned_data["title"] == "Training"
    assert not Offer.objects.exists()


def test_the_sitemap_names_what_can_be_asked_for_and_where(client: Client) -> None:
    make_offer(slug="traject")
    make_offer(slug="geheim", is_visible=False)
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "/aanbod/traject/</loc>" in sitemap
    assert "/contact/</loc>" in sitemap
    assert "geheim" not in sitemap

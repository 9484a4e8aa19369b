"""The menu of every page shows where the visitor is, and the foot what else there is."""

import pytest
from django.test import Client

from coaching_site.models import Page
from tests.factories import make_article, make_author, make_offer, make_series, make_topic
from tests.shown import current_in_menu, document_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> None:
    topic, series = make_topic(slug="rust"), make_series(slug="reeks")
    author = make_author(slug="anna")
    make_article(slug="loslaten", topics=(topic,), authors=(author,), series=series, part=1)
    make_article(slug="aanbod")
    make_offer(slug="traject")
    Page.objects.create(title="Werkwijze", slug="werkwijze", in_menu=True)
    Page.objects.create(title="Buiten het menu", slug="kleine-letters", in_menu=False)


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("/artikelen/", {"Artikelen": "page"}),
        ("/artikelen/?page=1", {"Artikelen": "page"}),
        ("/artikelen/loslaten/", {"Artikelen": "true"}),
        ("/artikelen/loslaten/reageren/", {"Artikelen": "true"}),
        ("/artikelen/thema/rust/", {"Artikelen": "true"}),
        ("/artikelen/serie/reeks/", {"Artikelen": "true"}),
        ("/artikelen/auteur/anna/", {"Artikelen": "true"}),
        ("/artikelen/aanbod/", {"Artikelen": "true"}),
        ("/artikelen/zoeken/?q=loslaten", {}),
        ("/aanbod/", {"Aanbod": "page"}),
        ("/aanbod/traject/", {"Aanbod": "true"}),
        ("/contact/", {"Contact": "page"}),
        ("/werkwijze/", {"Werkwijze": "page"}),
        ("/kleine-letters/", {}),
        ("/", {}),
    ],
)
def test_the_menu_marks_the_open_page_and_the_list_above_it(
    client: Client, address: str, marked: dict[str, str]
) -> None:
    page = client.get(address)

    assert page.status_code == 200
    assert current_in_menu(page) == marked


@pytest.mark.parametrize(("address", "marks"), [("/", ["page"]), ("/artikelen/", [])])
def test_the_name_of_the_site_is_marked_on_the_front_page_alone(
    client: Client, address: str, marks: list[str]
) -> None:
    [name] = document_of(client.get(address)).find_class("site-name")

    assert name.xpath("@aria-current") == marks


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("address", "way"),
    [
        ("/artikelen/loslaten/", "/contact/?artikel=loslaten"),
        ("/artikelen/loslaten/reageren/", "/contact/?artikel=loslaten"),
        ("/artikelen/nergens/", "/contact/"),
        ("/artikelen/", "/contact/"),
    ],
)
def test_the_way_to_the_form_carries_the_article_that_is_read(
    client: Client, address: str, way: str
) -> None:
    [menu] = document_of(client.get(address)).find_class("site-menu")

    assert menu.xpath(".//a/@href")[-1] == way

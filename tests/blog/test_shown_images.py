"""Which rendition of an image is shown where, and how it is sent."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from blog.models import Image
from coaching_site.rich_text.embedded import find_images
from coaching_site.rich_text.rendering.renderer import render
from tests.blog.renditions import names, with_renditions
from tests.factories import make_article, make_author, make_image, make_image_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]


def test_until_something_is_made_the_stored_image_is_shown() -> None:
    image = make_image(file=make_image_file((900, 600)))
    shown = image.in_shape("card")
    assert (shown.address, shown.width, shown.height) == (image.file.url, 900, 600)
    assert (shown.srcset, shown.avif, shown.webp) == ("", "", "")


def test_renditions_of_a_replaced_file_are_never_shown() -> None:
    image = with_renditions()
    made = image.renditions
    image.replace(make_image_file((90, 60)))
    Image.objects.update(renditions=made)
    assert Image.objects.get().in_shape("card").address == image.file.url


def test_a_text_gets_every_format_and_one_query_for_all_its_images(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    images = [with_renditions((1_000, 500), credit="Bo") for _ in range(3)]
    with django_assert_num_queries(1):
        found = find_images([image.pk for image in images] + [10_000])
    assert set(found) == {image.pk for image in images}
    image = found[images[0].pk]
    base = f"/media/images/{images[0].renditions['shapes']['natural']['stem']}"
    assert image.address == f"{base}-960.jpg"
    assert image.srcset == f"{base}-480.jpg 480w, {base}-960.jpg 960w, {base}-1000.jpg 1000w"
    assert [source.type for source in image.sources] == ["image/avif", "image/webp"]
    assert image.sources[0].srcset.startswith(f"{base}-480.avif 480w, ")
    assert (image.width, image.height, image.credit) == (1_000, 500, "Bo")


def test_the_article_page_offers_shapes_that_fit_their_places(client: Client) -> None:
    cover = with_renditions((2_000, 1_500), alternative_text="Een open deur")
    face = with_renditions((800, 800), alternative_text="Marit lacht")
    body = f'<figure><img data-image="{cover.pk}" alt="Nog eens"></figure>'
    article = make_article(
        cover=cover,
        authors=(make_author("Marit", photo=face, bio="Schrijft."),),
        body_html=render(body).html,
    )
    page = client.get(article.get_absolute_url()).text
    stems = {shape: made["stem"] for shape, made in cover.renditions["shapes"].items()}
    address = f"/media/images/{stems['cover']}"
    assert f'<source type="image/avif" srcset="{address}-800.avif 800w, ' in page
    assert 'width="1600" height="900" alt="Een open deur" fetchpriority="high"' in page
    assert f"/media/images/{stems['natural']}-960.avif 960w" in page
    assert f"/media/images/{face.renditions['shapes']['card']['stem']}-360.avif 360w" in page
    shared = f"http://127.0.0.1:8000/media/images/{stems['social']}-1200.jpg"
    assert f'og:image" content="{shared}"' in page
    assert 'og:image:width" content="1200"' in page
    assert 'og:image:height" content="630"' in page
    assert stems["card"] not in page
    assert page.count("<picture>") == page.count("</picture>") == 3


def test_a_list_shows_cards_of_one_shape(client: Client) -> None:
    covers = [with_renditions((1_000, 800)) for _ in range(3)]
    for cover in covers:
        make_article(cover=cover)
    page = client.get("/artikelen/").text
    for cover in covers:
        assert f"{cover.renditions['shapes']['card']['stem']}-720.avif 720w" in page
    assert page.count('width="1000" height="667"') == 3


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg")],
)
def test_renditions_are_sent_as_what_they_are(client: Client, kind: str, content_type: str) -> None:
    image = with_renditions()
    [name] = [name for name in names(image, "natural") if name.endswith(kind)]
    answer = client.get(f"/media/{name}")
    answer.close()
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"

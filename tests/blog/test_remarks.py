"""What is said about an article before it is published, and where it says to look."""

import pytest
from django.utils import translation

from blog.models.article_content import ArticleContent
from blog.publishing.remarks import remarks_on
from coaching_site.versions.remarks import LONG_WITHOUT_HEADINGS, MOST
from tests.factories import make_author, make_image, make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def remarks(**fields: object) -> list[tuple[str, str]]:
    """Return what is said about an article in which nothing else is to be said."""
    complete = {
        "title": "Loslaten",
        "summary": "Waarover het gaat.",
        "body": "<p>De tekst.</p>",
        "authors": (make_author().pk,),
        "topics": (make_topic().pk,),
    }
    return [(found.words, found.field) for found in remarks_on(ArticleContent(**complete | fields))]


def test_a_careful_article_gets_no_remark():
    image = make_image()
    body = (
        '<p>Lees <a href="/aanbod/">wat we doen</a>.</p><h2>Een</h2><h3>Twee</h3><h2>Drie</h2>'
        f'<figure><img data-image="{image.pk}" alt=""></figure>'
    )

    assert remarks(body=body, cover=image.pk) == []


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"title": "a" * 71}, "title", "71 characters"),
        ({"summary": ""}, "summary", "no summary"),
        ({"authors": ()}, "bylines", "No name"),
        ({"topics": ()}, "chosen_topics", "no topic"),
        ({"body": "<h3>Te klein</h3>"}, "body", "“Te klein” skips a level"),
        ({"body": "<h2>Een</h2><h4>Vier</h4>"}, "body", "“Vier” skips a level"),
        ({"body": "<h2>Een</h2><h2> </h2>"}, "body", "no words, below the heading “Een”"),
        ({"body": '<p><a href="/x/"> </a></p>'}, "body", "A link has no words, at the beginning"),
        ({"body": '<p><a href="/x/">Klik hier!</a></p>'}, "body", "does not say where"),
        ({"body": '<h2>Een</h2><a href="">Aanbod</a>'}, "body", "“Aanbod” leads nowhere, below"),
        ({"body": '<p><img data-image="987654" alt="x"></p>'}, "body", "not in the library"),
        (
            {"body": "<p>Tot dan!<br>© 2021 Vera de Wit</p>"},
            "body",
            "copyright line stands in the text: “© 2021",
        ),
        ({"body": f"<p>{'woord ' * (LONG_WITHOUT_HEADINGS + 1)}</p>"}, "body", "601 words without"),
    ],
)
def test_each_remark_says_what_and_where(fields, field, words):
    [(said, place)] = remarks(**fields)

    assert words in said
    assert place == field


def test_images_without_words_are_named_unless_they_only_decorate():
    described, decorative = make_image(), make_image(alternative_text="", is_decorative=True)
    bare = make_image(alternative_text="")

    for field in ("cover", "social_image"):
        assert remarks(**{field: described.pk}) == remarks(**{field: decorative.pk}) == []
        [(words, place)] = remarks(**{field: bare.pk})
        assert (place, "neither described nor marked" in words) == (field, True)
    body = f'<h2>Kop</h2><figure><img data-image="{described.pk}"></figure>'
    [(words, _field)] = remarks(body=body)
    assert (
        words == "A picture is neither described nor marked as decorative, below the heading “Kop”."
    )


def test_a_link_around_an_image_needs_no_words_of_its_own():
    image = make_image()

    assert remarks(body=f'<p><a href="/x/"><img data-image="{image.pk}" alt="Kaft"></a></p>') == []


def test_a_long_list_of_remarks_is_cut(django_assert_num_queries):
    content = ArticleContent(title="T", body='<a href="/x/">hier</a>' * 5_000)

    with django_assert_num_queries(0):
        assert len(remarks_on(content)) == MOST

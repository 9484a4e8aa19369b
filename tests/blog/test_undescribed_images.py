"""Nothing is published with an image of which nobody said what is to be seen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import Article, ArticleState
from blog.models.article_content import ArticleContent
from blog.tasks.versions import put_change_live
from tests.blog.article_form import ADD, change, errors, form_of, post, start
from tests.factories import make_image

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]

FIELDS = ["body", "cover", "social_image"]


def showing(field: str, **image: object) -> dict[str, object]:
    """Return what an author typed who placed an image there; undescribed unless told otherwise."""
    placed = make_image(**{"alternative_text": ""} | image)
    if field != "body":
        return {field: placed.pk}
    words = ' alt=""' if placed.is_described else ""
    return {"body": f'<p>Zin.</p><figure><img data-image="{placed.pk}"{words}></figure>'}


def typed_moment(name: str) -> dict[str, str]:
    later = timezone.localtime() + timedelta(days=1)
    return {f"{name}_0": f"{later:%d-%m-%Y}", f"{name}_1": f"{later:%H:%M}"}


@pytest.mark.parametrize("field", FIELDS)
def test_publishing_is_refused_at_the_field_and_keeps_what_was_typed(client, coach, field):
    typed = showing(field)

    response = post(client, ADD, "_publish", title="Getypt", **typed)

    assert errors(response) == {field: ["undescribed"]}
    assert form_of(response)["title"].value() == "Getypt"
    assert str(form_of(response)[field].value()).replace("\n", "") == str(typed[field])
    [error] = response.context["field_errors"]
    assert (error.target, "niet beschreven" in error.message) == (f"id_{field}", True)
    assert not Article.objects.exists()


def test_every_place_in_the_text_is_named_and_so_is_every_other_field(client, coach):
    image = f'<figure><img data-image="{make_image().pk}"></figure>'
    body = f"{image}<h2>Kop</h2>{image}{image}<h2>Slot</h2><p>Klaar.</p>"

    response = post(client, ADD, "_publish", **showing("cover"), body=body)

    said = [(error.target, error.message) for error in response.context["field_errors"]]
    assert [target for target, _words in said] == ["id_body", "id_body", "id_cover"]
    assert "aan het begin" in said[0][1]
    assert "onder de kop “Kop”" in said[1][1]


@pytest.mark.parametrize("image", [{"alternative_text": "Een klas"}, {"is_decorative": True}])
@pytest.mark.parametrize("field", FIELDS)
def test_what_is_described_or_decorative_is_published(client, coach, field, image):
    assert start(client, "_publish", **showing(field, **image)).state == ArticleState.LIVE


def test_an_image_that_is_gone_is_left_out_as_ever(client, coach):
    article = start(client, "_publish", body='<p>a</p><figure><img data-image="99999"></figure>')

    assert article.state == ArticleState.LIVE
    assert "<img" not in article.body


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("button", ["_save", "_preview"])
def test_saving_without_publishing_says_nothing_of_it(client, coach, button, field):
    typed = showing(field)
    article = start(client, button, **typed)

    assert article.state == ArticleState.DRAFT
    live = start(client, "_publish", title="Live")
    saved = post(client, change(live), button, slug=live.slug, based_on=1, **typed)
    assert saved.status_code == 302
    assert live.versions.count() == 2


@pytest.mark.parametrize("field", FIELDS)
def test_a_moment_ahead_is_publishing_too(client, coach, field):
    typed = showing(field)
    live = start(client, "_publish", title="Live")

    scheduled = post(client, ADD, "_publish", **typed, **typed_moment("publish_at"))
    planned = post(
        client, change(live), "_publish", slug=live.slug, based_on=1, **typed,
        **typed_moment("change_at"),
    )  # fmt: skip

    assert errors(scheduled) == errors(planned) == {field: ["undescribed"]}
    assert live.waiting_change is None
    assert live.versions.count() == 1


def test_publishing_a_planned_change_at_once_is_refused_as_well(client, coach):
    live = start(client, "_publish", title="Live")

    response = post(
        client, change(live), slug=live.slug, based_on=1, _publish="now", **showing("cover")
    )

    assert errors(response) == {"cover": ["undescribed"]}


def old_and_new(**old: object) -> Article:
    """Make a live article whose first version showed something else."""
    first = ArticleContent(title="Eerst", slug="rust", **old)
    article = Article.start(first, by=None)
    second = ArticleContent(title="Daarna", slug="rust", body="<p>a</p>")
    article.publish(article.save_version(second, by=None, based_on=1), by=None)
    return article


@pytest.mark.parametrize("field", FIELDS)
def test_an_old_version_is_put_back_without_being_published(client, coach, field):
    article = old_and_new(**showing(field))
    restore = f"/admin/blog/article/{article.pk}/restore/1/"

    response = client.post(restore, {"based_on": 2, "_publish": "1"}, follow=True)

    assert article.newest_version.read().title == "Eerst"
    assert Article.objects.published().get().title == "Daarna"
    assert "niet beschreven" in response.content.decode().partition('class="article-form"')[0]


def test_a_described_old_version_is_put_back_and_published(client, coach):
    article = old_and_new(**showing("cover", alternative_text="Een klas"))

    client.post(f"/admin/blog/article/{article.pk}/restore/1/", {"based_on": 2, "_publish": "1"})

    assert Article.objects.published().get().title == "Eerst"


@pytest.mark.parametrize("field", FIELDS)
def test_a_preview_shows_it_all_the_same(client, coach, field):
    article = start(client, **showing(field))

    assert client.get(f"/admin/blog/article/{article.pk}/preview/").status_code == 200


def test_a_change_that_was_planned_goes_live_at_its_moment_whatever_became_of_its_image(
    client, coach
):
    """Nobody is there to be asked then, and readers were promised the text."""
    cover = make_image()
    live = start(client, "_publish", title="Live")
    post(
        client, change(live), "_publish", title="Straks", slug=live.slug, based_on=1,
        cover=cover.pk, **typed_moment("change_at"),
    )  # fmt: skip
    cover.alternative_text = ""
    cover.save()
    live.versions.filter(go_live_at__isnull=False).update(go_live_at=timezone.now())

    put_change_live(live.waiting_change.pk)

    assert Article.objects.published().get().title == "Straks"

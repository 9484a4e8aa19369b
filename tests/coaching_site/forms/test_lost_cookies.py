"""A form whose visitor lost the cookie of its protection: shown again where that is safe."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import Client, RequestFactory
from django.urls import include, path

from blog.models import Topic
from coaching_site.forms.form_pages import form_page
from coaching_site.outbox.models import OutgoingMail
from coaching_site.site.errors import csrf_failure
from tests.coaching_site.forms.letters import LetterForm, in_time

# A page whose view stores before it asks: only the transaction around it can keep it honest.


@form_page
def careless(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        Topic.objects.create(name="Bewaard", slug="bewaard")
    form = LetterForm(request)
    return HttpResponse(str(form), status=form.status)


@form_page
def storing(request: HttpRequest) -> HttpResponse:
    Topic.objects.create(name="Bewaard", slug="bewaard")
    return redirect("/")


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [
    path("brief/", careless),
    path("opslag/", storing),
    path("kaal/", bare),
    path("", include("coaching_site.urls")),
]


@pytest.fixture
def stranger() -> Client:
    """A visitor whose browser lost the cookie."""
    return Client(enforce_csrf_checks=True)


def assert_plain_refusal(answer: Any) -> None:
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "<title>" in page
    assert "<textarea" not in page


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_lost_cookie_shows_the_form_again_and_stores_nothing(stranger: Client) -> None:
    answer = stranger.post("/brief/", in_time(text="Al mijn woorden"))
    assert answer.status_code == 403
    assert "Al mijn woorden" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert not Topic.objects.exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/opslag/", "/kaal/"])
def test_without_a_form_to_show_a_lost_cookie_is_a_plain_refusal(
    stranger: Client, address: str
) -> None:
    answer = stranger.post(address, in_time(text="Al mijn woorden"))
    assert_plain_refusal(answer)
    assert not Topic.objects.exists()


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_words_from_another_site_are_never_shown_in_our_form(stranger: Client) -> None:
    answer = stranger.post(
        "/brief/", in_time(text="Kwaad"), headers={"Origin": "https://elders.nl"}
    )
    assert_plain_refusal(answer)


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_refusal_before_any_address_was_found_is_plain() -> None:
    request = RequestFactory().post("/brief/", in_time())
    assert request.resolver_match is None
    assert_plain_refusal(csrf_failure(request, "no cookie"))

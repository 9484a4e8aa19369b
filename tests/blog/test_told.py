"""After a step its author reads one message, which holds all there is to say of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from blog.models import Article, ArticleState
from coaching_site.models import SiteSettings
from tests.blog.article_form import ADD, change, start, typed
from tests.blog.article_steps import document
from tests.factories import make_image

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]

PASTED = "<h2>Loslaten</h2><p>• een</p><p>• twee</p>"
DRAFT = "Bewaard als concept. Lezers zien het nog niet."
HEADING = "De eerste kop herhaalde de titel en is weggelaten."
LIST = "Regels die met een getypt opsommingsteken begonnen, zijn een lijst geworden."
UNDO = "Zet terug zoals getypt"


def told(answer) -> list[str]:
    """Return the words of each message that a page shows, without the button that closes it."""
    shown = document(answer).xpath(
        "//ul[contains(@class, 'messagelist')]/li | //*[@class='preview-banner__message']"
    )
    close = "\N{MULTIPLICATION SIGN}Sluiten"
    return [" ".join(each.text_content().replace(close, "").split()) for each in shown]


def press(client, article: Article, button: str = "_save", **fields: object):
    """Send the form of an article, and read what comes of it."""
    newest = article.newest_version
    sent = typed(based_on=newest.number, body=newest.read().body, slug=article.slug) | fields
    return client.post(change(article), sent | {button: "1"}, follow=True)


def in_days(name: str, days: int) -> dict[str, str]:
    moment = timezone.localtime() + timedelta(days=days)
    return {f"{name}_0": f"{moment:%d-%m-%Y}", f"{name}_1": "09:00"}


def test_what_was_saved_and_what_was_tidied_is_one_message_with_its_undo(client, coach):
    answer = client.post(ADD, typed(body=PASTED) | {"_save": "1"}, follow=True)

    assert told(answer) == [f"{DRAFT} {HEADING} {LIST} {UNDO}"]
    assert told(client.get(answer.request["PATH_INFO"])) == []


def test_undoing_the_tidying_says_that_the_text_is_back(client, coach):
    article = start(client, body=PASTED)
    menu = document(client.get(change(article))).xpath("//details[@data-menu]")[-1]
    assert "Zet de tekst terug zoals je hem typte" in menu.text_content()

    answer = press(client, article, "_undo_tidying")

    assert told(answer) == [f"{DRAFT} De tekst staat er weer zoals je hem typte."]
    assert "• een" in article.newest_version.read().body
    assert 'name="_undo_tidying"' not in answer.text


def test_a_preview_says_itself_what_readers_see_and_once_what_was_tidied(client, coach):
    answer = client.post(ADD, typed(body=PASTED) | {"_preview": "1"}, follow=True)

    assert told(answer) == [f"{HEADING} {LIST}"]
    assert told(client.get(change(Article.objects.get()))) == []
    assert told(press(client, Article.objects.get(), "_preview")) == []


@pytest.mark.parametrize(
    ("buttons", "words"),
    [
        (["_save"], "Bewaard als concept."),
        (["_publish"], "Lezers zien het nu: Loslaten"),
        (["_publish", "_publish"], "Lezers zien het nu: Loslaten"),
        (["_publish", "_save"], "Lezers zien het nu: Loslaten"),
    ],
)
def test_each_button_says_one_thing(client, coach, buttons, words):
    article = start(client)
    client.get(change(article))
    answers = [press(client, Article.objects.get(pk=article.pk), button) for button in buttons]

    [message] = told(answers[-1])
    assert message.startswith(words)


def test_what_becomes_of_a_planned_change_stands_in_the_same_message(client, coach):
    article = start(client, "_publish")
    client.get(change(article))
    unplanned = press(client, article, "_save", title="Twee", **in_days("change_at", 9))
    [message] = told(unplanned)
    assert message.startswith("Bewaard. Lezers zien de vorige tekst")
    assert message.endswith("Er is nog niets ingepland: druk daarvoor op “Plan de wijziging in”.")

    planned = press(client, article, "_publish", title="Drie", **in_days("change_at", 9))
    assert len(told(planned)) == 1
    cancelled = press(client, article, "_cancel_change", title="Vier", **in_days("change_at", 9))
    [message] = told(cancelled)
    assert "gaat niet meer vanzelf online" in message
    assert "Bewaard." in message

    press(client, article, "_publish", title="Vijf", **in_days("change_at", 9))
    [message] = told(press(client, article, "_publish", title="Zes"))
    assert message.startswith("Lezers zien het nu: Zes. De wijziging die voor ")


def test_what_is_put_back_but_not_published_says_both(client, coach):
    article = start(client, cover=make_image(alternative_text="").pk)
    press(client, article, "_publish", title="Daarna")

    restore = f"/admin/blog/article/{article.pk}/restore/1/"
    answer = client.post(restore, {"based_on": 2, "_publish": "1"}, follow=True)

    [message] = told(answer)
    assert "Versie 1 staat er weer." in message
    assert "niet beschreven" in message


def test_other_forms_say_one_thing_too(client, coach):
    form = f"/admin/coaching_site/sitesettings/{SiteSettings.load().pk}/change/"
    page = client.get(form).context["adminform"].form
    sent = {name: value for name, value in page.initial.items() if value}
    assert len(told(client.post(form, sent, follow=True))) == 1

    invitation = {"username": "noor", "first_name": "Noor", "email": "noor@voorbeeld.nl"}
    answer = client.post(reverse("admin:accounts_user_add"), invitation, follow=True)

    [message] = told(answer)
    assert "Noor krijgt een mail" in message
    assert "Bewaard: " in message


def test_a_draft_is_published_as_it_stands_and_keeps_its_moment(client, coach):
    article = start(client)
    press(client, article, "_publish")
    article.refresh_from_db()
    first = article.publish_at
    assert article.state == ArticleState.LIVE

    form = client.get(change(article)).context["adminform"].form
    assert form["publish_at"].initial == first
    shown = timezone.localtime(first)
    moment = {"publish_at_0": f"{shown:%d-%m-%Y}", "publish_at_1": f"{shown:%H:%M}"}
    press(client, article, "_publish", **moment)
    article.refresh_from_db()
    assert (article.publish_at, article.versions.count()) == (first, 1)

    press(client, article, "_save", title="Beter", **moment)
    press(client, article, "_publish", title="Nog beter", **moment)
    article.refresh_from_db()
    assert (article.title, article.publish_at) == ("Nog beter", first)
    assert article.newest_version.read().publish_at == first


def test_a_moment_taken_out_means_now_also_after_it_was_saved(client, coach):
    article = start(client, "_publish", **in_days("publish_at", 9))
    press(client, article, "_save")
    press(client, article, "_publish")

    article.refresh_from_db()
    assert article.state == ArticleState.LIVE
    assert article.publish_at <= timezone.now()

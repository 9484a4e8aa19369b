"""Whatever a field accepts, feed, sitemap and mails stay well-formed and say it unchanged."""

from email import message_from_bytes, policy
from xml.etree import ElementTree

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import HealthCheck, assume, given, settings

from blog.models import Article, Author, Comment, Topic
from coaching_site.forms.fields import PlainTextField, SingleLineField
from coaching_site.models import SiteSettings, UseCount
from coaching_site.outbox.models import OutgoingMail
from coaching_site.outbox.tasks import send_mail
from coaching_site.rich_text.editor.fields import RichTextFormField
from coaching_site.rich_text.rendering.renderer import render
from coaching_site.rich_text.tidying.steps import tidy
from contact.models import Inquiry
from tests.coaching_site.text.test_characters import ANY_TEXT
from tests.contact.inquiry_form import ADDRESS, answers
from tests.factories import make_article, make_author, make_opening_time, make_topic

pytestmark = pytest.mark.django_db

FEEDS = ("/artikelen/feed/", "/artikelen/thema/thema/feed/", "/artikelen/auteur/auteur/feed/")
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
EACH_ON_THE_SAME_ROWS = [HealthCheck.function_scoped_fixture]


def accepted(field: SingleLineField | PlainTextField | RichTextFormField, text: str) -> str:
    """Return what the field makes of a text; what it refuses is no example."""
    try:
        return field.clean(text)
    except ValidationError:
        assume(False)
        raise


@pytest.fixture
def article() -> Article:
    topic, author = make_topic(slug="thema"), make_author(slug="auteur")
    return make_article(slug="titel", topics=(topic,), authors=(author,))


@settings(max_examples=25, suppress_health_check=EACH_ON_THE_SAME_ROWS)
@given(text=ANY_TEXT)
def test_feeds_and_sitemap_hold_any_text(client: Client, article: Article, text: str) -> None:
    line = accepted(SingleLineField(max_length=60), text)
    words = accepted(PlainTextField(max_length=300), text)
    body = tidy(accepted(RichTextFormField(required=False), f"<p>a{text}</p>")).html
    Article.objects.update(title=line, summary=words, body_html=render(body).html)
    Topic.objects.update(name=line)
    Author.objects.update(name=line)
    SiteSettings.objects.update(practice_name=line, tagline=line)
    for address in FEEDS:
        channel = ElementTree.fromstring(client.get(address).content).find("channel")  # noqa: S314 (our own)
        item = channel.find("item")
        assert channel.findtext("description") == line
        assert [item.findtext("title"), item.findtext("category"), item.findtext(CREATOR)] == [
            line,
            line,
            line,
        ]
        assert item.findtext("description") == words
        assert item.findtext(CONTENT).startswith("<")
    ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 (our own)


@settings(max_examples=12, suppress_health_check=EACH_ON_THE_SAME_ROWS)
@given(text=ANY_TEXT)
def test_mails_hold_any_text(client: Client, article: Article, text: str) -> None:
    line = accepted(SingleLineField(max_length=60), text)
    words = accepted(PlainTextField(max_length=300), text)
    UseCount.objects.all().delete()  # each example is another visitor
    for model in (OutgoingMail, Inquiry, Comment):  # two texts may be one once they are cleaned
        model.objects.all().delete()
    SiteSettings.objects.update(practice_name=line, coach_name=line, address=line)
    Article.objects.update(title=line)
    asked = answers(name=line, school=line, text=words)
    said = {"name": line, "email": "a@voorbeeld.nl", "text": words, "opened": make_opening_time()}
    assert client.post(ADDRESS, asked).status_code == 302
    assert client.post("/artikelen/titel/reageren/", said).status_code == 302
    mails = list(OutgoingMail.objects.all())
    assert len(mails) == 3
    for mail in mails:
        send_mail(mail_id=mail.pk)
        sent = django_mail.outbox.pop().message(policy=policy.SMTP).as_bytes()
        message = message_from_bytes(sent, policy=policy.default)
        [sender], [addressee] = message["From"].addresses, message["To"].addresses
        assert (sender.domain, addressee.domain) == ("voorbeeld.nl", "voorbeeld.nl")
        assert message.get_body(["plain"]).get_content().split() == mail.text.split()
        assert message.get_body(["html"]).get_content().split() == mail.html.split()
        assert message["Subject"] == mail.subject

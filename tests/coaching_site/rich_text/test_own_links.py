"""Pages of the site are linked by number: a text follows them to whatever address they have."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from blog.models import Article, ArticleVersion
from blog.models.article_content import ArticleContent
from blog.tasks.rendering import render_again_with_link
from coaching_site.comparing import compare_texts
from coaching_site.models import Block, Page
from coaching_site.rich_text.editor.fields import RichTextFormField
from coaching_site.rich_text.editor.widgets import with_addresses
from coaching_site.rich_text.own_links import RENDERING_JOB
from coaching_site.rich_text.rendering.renderer import render
from coaching_site.rich_text.sanitising import sanitise
from coaching_site.rich_text.tidying.left_out.missing import leave_out_missing
from contact.models import Offer
from tests.factories import make_article, make_block, make_offer, make_user

pytestmark = pytest.mark.django_db


def link(target: str, words: str = "lees") -> str:
    return f'<p><a data-link="{target}">{words}</a></p>'


def shown(address: str, words: str = "lees") -> str:
    return f'<p><a href="{address}">{words}</a></p>'


def work_off() -> None:
    """Do the jobs that wait, and those that they leave, as the worker would."""
    for job in ProcrastinateJob.objects.filter(task_name=RENDERING_JOB).order_by("id"):
        render_again_with_link(**job.args)


def publish(article: Article, **fields: object) -> None:
    newest = article.newest_version
    assert newest
    content = ArticleContent.from_json(newest.content | fields)
    version = article.save_version(content, by=None, based_on=newest.number)
    article.publish(version, by=None)


def start_live(slug: str, body: str = "") -> Article:
    article = Article.start(ArticleContent(title=slug, slug=slug, body=body), by=None)
    publish(article)
    return article


def test_a_link_by_number_leads_to_where_the_page_is_now() -> None:
    article, offer = make_article(slug="loslaten"), make_offer(slug="traject")
    page = Page.objects.create(title="Over", slug="over-ons")
    body = (link(f"article:{article.pk}?pagina=2#h-kop") + link(f"page:{page.pk}")) + link(
        f"offer:{offer.pk}"
    )
    with CaptureQueriesContext(connection) as queries:
        html = render(body * 3).html
    assert len(queries) == 3
    assert html == 3 * (
        shown("/artikelen/loslaten/?pagina=2#h-kop")
        + shown("/over-ons/")
        + shown("/aanbod/traject/")
    )


def test_published_texts_follow_the_changed_address_of_what_they_link() -> None:
    target, other = start_live("oud"), make_article(slug="blijft")
    text = start_live("verwijst", link(f"article:{target.pk}"))
    bystander = start_live("elders", link(f"article:{other.pk}"))
    page = Page.objects.create(title="Over", slug="over-ons", body=link(f"article:{target.pk}"))
    offer = make_offer(body=link(f"page:{page.pk}"))

    publish(target, slug="nieuw")
    page.slug = "wij"
    page.save()
    work_off()

    for row in (text, bystander, page, offer):
        row.refresh_from_db()
    assert text.body_html == page.body_html == shown("/artikelen/nieuw/")
    assert offer.body_html == shown("/wij/")
    assert bystander.body_html == shown("/artikelen/blijft/")
    assert text.changed_at == Article.objects.get(pk=text.pk).versions.get().published_at


def test_a_link_in_a_block_follows_in_the_texts_that_hold_it() -> None:
    page = Page.objects.create(title="Over", slug="over-ons")
    block = make_block(body=link(f"page:{page.pk}"))
    text = start_live("verwijst", f'<aside data-block="{block.pk}"></aside>')
    assert shown("/over-ons/") in text.body_html
    page.slug = "wij"
    page.save()
    ProcrastinateJob.objects.exclude(task_name=RENDERING_JOB).delete()
    work_off()
    job = ProcrastinateJob.objects.get(task_name="render_again_with_block")
    assert (job.args, Block.objects.get().body_html) == ({"block_id": block.pk}, shown("/wij/"))


def test_of_a_link_to_what_is_gone_only_the_words_stay() -> None:
    article, page = make_article(), Page.objects.create(title="Over", slug="over-ons")
    offer = make_offer(body=link(f"page:{page.pk}"))
    assert render(link("article:999") + link("iets:1")).html == "<p>lees</p><p>lees</p>"
    page.delete()
    work_off()
    assert Offer.objects.get(pk=offer.pk).body_html == "<p>lees</p>"
    text, notices = leave_out_missing(link("page:999") + link(f"article:{article.pk}"))
    assert sanitise(text) == "<p>lees</p>" + link(f"article:{article.pk}")
    assert list(notices) == [
        "1 link leidde naar een pagina die er niet meer is; de woorden bleven staan."
    ]


@pytest.mark.parametrize("count", [1, 12])
def test_a_typed_or_pasted_address_of_a_page_becomes_its_number_in_few_queries(
    settings: Settings, count: int
) -> None:
    settings.SITE_URL = "https://praktijk.example"
    article, offer = make_article(slug="loslaten"), make_offer(slug="traject")
    moved = start_live("eerst")
    publish(moved, slug="later")
    page = Page.objects.create(title="Over", slug="over-ons")
    page.slug = "wij"
    page.save()
    typed = (
        shown("https://praktijk.example/artikelen/loslaten/?utm_source=x#h-kop")
        + shown("/artikelen/eerst")
        + shown("/wij/")
        + shown("/over-ons/")
        + shown("/aanbod/traject/")
    )
    numbers = (
        link(f"article:{article.pk}#h-kop")
        + link(f"article:{moved.pk}")
        + link(f"page:{page.pk}") * 2
        + link(f"offer:{offer.pk}")
    )
    RichTextFormField().clean(shown("/over-ons/"))  # the kinds of rows are looked up once
    with CaptureQueriesContext(connection) as queries:
        assert sanitise(RichTextFormField().clean(typed * count)) == numbers * count
    assert len(queries) == 5


@pytest.mark.parametrize(
    "address",
    ["/", "/artikelen/", "/artikelen/zoeken/?q=rust", "/artikelen/nergens/", "/nergens/", "#h-kop",
     "/aanbod/", "/admin/", "https://elders.example/artikelen/loslaten/", "/contact/?onderwerp=1"],
)  # fmt: skip
def test_any_other_address_stays_an_address(address: str) -> None:
    make_article(slug="loslaten")
    assert RichTextFormField().clean(shown(address)) == shown(address)


def test_the_editor_shows_the_address_and_what_it_sends_back_changes_nothing() -> None:
    article = make_article(slug="loslaten")
    stored = link(f"article:{article.pk}") + link("article:999")
    in_editor = with_addresses(stored)
    assert f'data-link="article:{article.pk}" href="/artikelen/loslaten/"' in in_editor
    assert RichTextFormField().has_changed(stored, in_editor) is False
    assert sanitise(in_editor) == stored


def test_a_version_with_the_number_says_the_same_as_one_with_the_address() -> None:
    article = make_article(slug="loslaten")
    by_number, by_address = link(f"article:{article.pk}"), shown("/artikelen/loslaten/")
    assert {each.change.value for each in compare_texts(by_address, by_number)} == {"same"}


@pytest.mark.parametrize(
    "target", ["article:0", "Article:1", "article:1 x", "article", '"', "x:1:2"]
)
def test_what_is_no_number_of_a_page_is_no_link(target: str) -> None:
    assert "data-link" not in sanitise(f"<a data-link='{target}'>x</a>")


def test_saving_an_article_stores_the_number_and_readers_get_the_address(client: Client) -> None:
    target = make_article(slug="loslaten")
    client.force_login(make_user(superuser=True))
    form = {"title": "Nieuw", "body": shown("/artikelen/loslaten/"), "based_on": 0}
    client.post(reverse("admin:blog_article_add"), form)
    version = ArticleVersion.objects.get()
    assert version.read().body.strip() == link(f"article:{target.pk}")

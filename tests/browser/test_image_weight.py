"""What images cost a reader on a phone: few bytes, and no jump of the text."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Response
from pytest_django.live_server_helper import LiveServer

from blog.models import Article, Image
from blog.models.article_content import ArticleContent
from blog.tasks.images import make_renditions
from blog.tasks.rendering import render_again_with_image
from tests.browser.conftest import PHONE
from tests.image_files import photo, upload_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_BYTES = 250_000
WATCH_SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
DOWN = "(top) => { scrollTo(0, top); return document.documentElement.scrollHeight - innerHeight; }"


@contextmanager
def phone(browser: Browser, server: LiveServer, density: int) -> Iterator[Page]:
    """Open a page on a phone with so many pixels for each of the page's."""
    context = browser.new_context(
        base_url=server.url,
        viewport={"width": PHONE[0], "height": PHONE[1]},
        device_scale_factor=density,
    )
    context.add_init_script(WATCH_SHIFTS)
    yield context.new_page()
    context.close()


def published_with_photos() -> tuple[Article, list[Image]]:
    """Publish an article with a cover and three photos in its text."""
    images = [Image.add(upload_of(photo())) for _ in range(4)]
    figures = [f'<figure><img data-image="{image.pk}" alt="Een bos"></figure>' for image in images]
    body = "".join(f"<p>Er was eens een bos.</p>{figure}" for figure in figures[1:])
    content = ArticleContent(title="In het bos", slug="bos", body=body, cover=images[0].pk)
    article = Article.start(content, by=None)
    article.publish(article.versions.get(), by=None)
    return article, images


def read_to_the_end(page: Page, address: str) -> list[Response]:
    """Scroll through the page as a reader does; return the images that it loaded."""
    loaded: list[Response] = []
    page.on("response", lambda answer: loaded.append(answer) if "/media/" in answer.url else None)
    page.goto(address)
    top = 0
    while top < page.evaluate(DOWN, top):
        page.wait_for_load_state("networkidle")
        top += PHONE[1] // 2
    page.wait_for_function("[...document.images].every((image) => image.complete)")
    return loaded


def test_an_article_with_four_photos_loads_less_than_250_kilobytes_and_nothing_jumps(
    browser: Browser, live_server: LiveServer, media_folder: object
) -> None:
    article, images = published_with_photos()
    for image in images:
        make_renditions(image.pk)
        render_again_with_image(image.pk)

    for density in (2, 3):
        with phone(browser, live_server, density) as page:
            loaded = read_to_the_end(page, article.get_absolute_url())

            assert [answer.headers["content-type"] for answer in loaded] == ["image/avif"] * 4
            assert 100_000 < sum(len(answer.body()) for answer in loaded) < MOST_BYTES
            assert page.evaluate("window.shifts") == 0


def test_until_there_are_renditions_nothing_jumps_either(
    browser: Browser, live_server: LiveServer, media_folder: object
) -> None:
    article, images = published_with_photos()

    with phone(browser, live_server, 2) as page:
        loaded = read_to_the_end(page, article.get_absolute_url())

        assert {answer.url.rpartition("/media/")[2] for answer in loaded} == {
            str(image.file.name) for image in images
        }
        assert page.evaluate("window.shifts") == 0

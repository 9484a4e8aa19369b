"""Photographs the author's guide while using the site as the guide says; `make guide` runs it.

Not a test that runs with the others: its images are looked at and committed.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from PIL import Image as Drawing
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from coaching_site.accounts.models import User
from coaching_site.environment import BASE_DIR
from demo.content_files import CONTENT
from demo.loading import load_content
from tests.browser import guide_steps as steps
from tests.browser.camera import Camera
from tests.browser.conftest import ARGUMENTS, SignIn, chromium_path
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

IMAGES = BASE_DIR / "docs/author-guide/images"
# A Tuesday in term; the images of the next run show the same days.
MOMENT = datetime(2027, 3, 2, 9, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a Chromium that speaks Dutch itself, in its own buttons too."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=chromium_path(), args=ARGUMENTS, env=os.environ | {"LANGUAGE": "nl"}
        )
        yield chromium
        chromium.close()


@pytest.fixture
def window(
    browser: Browser, live_server: LiveServer, media_folder: Path
) -> Iterator[BrowserContext]:
    """Look from where the practice is, at the moment of the images."""
    context = browser.new_context(
        base_url=live_server.url,
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        viewport=steps.DESK,
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.clock.install(time=MOMENT)
    yield context
    context.close()


@pytest.fixture
def practice(media_folder: Path, settings: Settings, a_worker: None) -> Iterator[None]:
    """Fill the site with the demo, as it stands on the day of the images."""
    settings.SITE_URL = "https://www.ruimekantlijn.example"
    with time_machine.travel(MOMENT):
        load_content()
        yield


@pytest.fixture
def a_worker(transactional_db: None) -> Iterator[None]:
    """Let a worker give a sign of life; what it would do, no image shows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() + interval '1 day')"
            " RETURNING id"
        )
        number = cursor.fetchone()
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers WHERE id = %s", number)


@pytest.fixture
def camera(page: Page, practice: None, tmp_path: Path) -> Camera:
    """Photograph into a folder of its own: a walk that stumbles leaves the guide as it was."""
    folder = tmp_path / "images"
    folder.mkdir()
    return Camera(page, folder)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """An image as the author has it on the laptop."""
    path = tmp_path / "IMG_2041.jpg"
    with Drawing.open(CONTENT / "images/table.webp") as drawing:
        drawing.save(path, "JPEG")
    return path


def test_the_site_does_what_the_guide_says(
    page: Page, camera: Camera, photo: Path, sign_in: SignIn
) -> None:
    """One walk, in the order of the guide: what a chapter makes, the next ones use."""
    coach = User.objects.get(username="coach")
    coach.set_password(PASSWORD)
    coach.save()
    sign_in(coach)
    steps.see_what_waits(page, camera)
    steps.write_an_article(page, camera)
    steps.place_images(page, camera, photo)
    steps.place_a_block(page, camera)
    steps.show_it_to_somebody(page, camera)
    steps.choose_its_moment(page, camera)
    steps.look_ahead(page, camera)
    steps.change_what_is_live(page, camera)
    steps.throw_away(page, camera)
    steps.come_back_to_typed_text(page, camera)
    steps.sign_in_again(page, sign_in, coach)
    steps.meet_somebody_else(page, camera)
    steps.answer_people(page, camera)
    steps.write_on_a_phone(page, camera)
    shutil.rmtree(IMAGES, ignore_errors=True)
    shutil.copytree(camera.folder, IMAGES)

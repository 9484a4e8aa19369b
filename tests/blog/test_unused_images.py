"""Files of images: what is in use stays, what nobody names any more goes a day later."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from blog.images.shapes import names_of
from blog.images.unused import remove_unused_images
from blog.models import Image
from blog.tasks.images import make_renditions
from coaching_site.models import Page, SiteSettings
from tests.factories import make_image, make_image_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache(media_folder: Path) -> None:
    cache.clear()


def with_renditions(size: tuple[int, int] = (60, 40)) -> Image:
    image = make_image(file=make_image_file(size))
    make_renditions(image.pk)
    image.refresh_from_db()
    return image


def stored(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def rounds(number: int) -> None:
    """Clean up that many nights in a row."""
    now = timezone.now()
    for day in range(number):
        with time_machine.travel(now + timedelta(days=day), tick=False):
            remove_unused_images()


def test_what_is_in_use_is_never_removed(media_folder: Path) -> None:
    with_renditions(), with_renditions((90, 60))
    settings_row = SiteSettings.load()
    settings_row.portrait = make_image_file()
    settings_row.save()
    (media_folder / "iets-anders.txt").write_text("van een ander")
    before = stored(media_folder)
    rounds(4)
    assert stored(media_folder) == before


def test_what_nothing_names_goes_a_day_later(media_folder: Path) -> None:
    moved, kept = with_renditions(), with_renditions()
    settings_row = SiteSettings.load()
    settings_row.portrait = make_image_file()
    settings_row.save()
    settings_row.portrait = make_image_file((30, 20))
    settings_row.save()
    moved.focal_x = 10
    moved.save()
    make_renditions(moved.pk)
    moved.refresh_from_db()
    (media_folder / f"images/{'0' * 32}-480.webp").write_bytes(b"half gemaakt")
    before = stored(media_folder)
    rounds(1)
    assert stored(media_folder) == before
    rounds(2)
    in_use = {
        str(moved.file.name), str(kept.file.name), str(settings_row.portrait.name),
        *names_of(moved.renditions), *names_of(kept.renditions),
    }  # fmt: skip
    assert stored(media_folder) == in_use < before


def test_what_is_used_again_before_the_day_is_over_stays(media_folder: Path) -> None:
    image = with_renditions()
    made = image.renditions
    Image.objects.update(renditions={})
    rounds(1)
    Image.objects.update(renditions=made)
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        remove_unused_images()
    assert set(names_of(made)) <= stored(media_folder)


def test_what_a_rendered_text_still_shows_stays_until_it_is_rendered_again(
    media_folder: Path,
) -> None:
    image = with_renditions()
    page = Page.objects.create(
        title="Over ons",
        slug="over-ons",
        body=f'<figure><img data-image="{image.pk}" alt=""></figure>',
    )
    old = set(names_of(image.renditions))
    Image.objects.update(renditions={})
    rounds(3)
    assert old & stored(media_folder)
    page.save_rendering()
    rounds(3)
    assert not old & stored(media_folder)

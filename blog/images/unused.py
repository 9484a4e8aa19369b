"""Files that no image, portrait or text names any more; only a day later are they removed.

What somebody deletes or replaces goes at once (blog/images/erasing.py). The rest are crops around
a former focal point, replaced portraits and what a crash left half made. A page that is open in a
browser, or that a proxy still keeps, may show such a crop for a while; so what is unused is
remembered, and goes when it is still unused a day later.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.utils import timezone

from blog.images.shapes import names_of
from blog.models import Article, Image
from coaching_site.models import SiteSettings
from coaching_site.rich_text.models import models_with_texts

FOLDERS = ("images/", "portraits/")
NAME = re.compile(r"(?:images|portraits)/[\w-]+\.(?:webp|avif|jpg)", re.ASCII)
# A little less than the day between two rounds, which do not begin to the second.
GRACE = timedelta(hours=23)
REMEMBERED_AS = "unused_images"
REMEMBERED_FOR = timedelta(days=7)


def remove_unused_images() -> None:
    """Remove the files that were unused a day ago and still are."""
    now = timezone.now()
    stored = set(_stored_names())  # first: what is stored meanwhile is not judged
    known = cache.get(REMEMBERED_AS, {})
    unused = {name: known.get(name, now) for name in stored - set(_names_in_use())}
    old = {name for name, since in unused.items() if now - since >= GRACE}
    for name in old:
        default_storage.delete(name)
    left = {name: since for name, since in unused.items() if name not in old}
    cache.set(REMEMBERED_AS, left, REMEMBERED_FOR.total_seconds())


def _stored_names() -> Iterator[str]:
    for folder in FOLDERS:
        if default_storage.exists(folder):
            for name in default_storage.listdir(folder)[1]:
                yield f"{folder}{name}"


def _names_in_use() -> Iterator[str]:
    for file, renditions in Image.objects.values_list("file", "renditions").iterator():
        yield file
        yield from names_of(renditions)
    yield from SiteSettings.objects.values_list("portrait", flat=True)
    # Rendered before their image was replaced; the worker renders them again in a moment.
    live = Article.objects.filter(live_version__isnull=False)
    for texts in (live, *(model._default_manager.all() for model in models_with_texts())):
        with_images = texts.filter(body_html__contains="/images/")
        for html in with_images.values_list("body_html", flat=True).iterator():
            yield from NAME.findall(html)

"""Files of an image that somebody deleted or replaced: they go at once, not at night.

Whoever does so may have promised it to the parent of a child.
"""

import logging
from collections.abc import Collection
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from blog.images.shapes import Renditions, names_of
from blog.models import Image

logger = logging.getLogger(__name__)


def erase_with_the_row(instance: Image, **kwargs: Any) -> None:
    """Erase the files as soon as the row is gone for good.

    What is stored counts: the worker may have made renditions since the row was read.
    """
    stored = Image.objects.select_for_update().filter(pk=instance.pk)
    for file, renditions in stored.values_list("file", "renditions"):
        transaction.on_commit(partial(erase, names_of_image(file, renditions)), robust=True)


def names_of_image(file: str, renditions: Renditions) -> set[str]:
    """Return the names of the stored image and of all that was made of it."""
    return {file, *names_of(renditions)}


def erase(names: Collection[str]) -> None:
    """Erase these files; what is gone already is no fault."""
    for name in names:
        default_storage.delete(name)
    logger.info("%s files of an image were erased.", len(names))

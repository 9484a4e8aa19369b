"""Jobs about images: what readers get of them is made here, and what nobody shows is removed."""

from contextlib import suppress
from functools import reduce
from operator import or_

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from blog.images.erasing import erase, names_of_image
from blog.images.renditions import write_renditions
from blog.images.shapes import FOLDER, Renditions, names_of
from blog.images.unused import remove_unused_images
from blog.models import Image
from blog.models.images import ERASING_JOB, MAKING_JOB, RECIPE, SHOWING_JOB
from blog.tasks.rendering import render_again
from coaching_site.images.reencoding import fingerprint_of

# Eight attempts within a day: a disk that is full is emptied by somebody.
AGAIN = RetryStrategy(max_attempts=8, exponential_wait=4)
AFTER_THE_TEXTS = -1


@app.task(name=MAKING_JOB, retry=AGAIN, priority=AFTER_THE_TEXTS)
def make_renditions(image_id: int) -> None:
    """Make what is missing of an image, and have shown what was made.

    An image that is gone, or was made by another job, is nothing to do. One that was deleted or
    changed meanwhile keeps nothing of what was made here; for a change there is a job of its own.
    """
    image = Image.objects.filter(pk=image_id).first()
    if image is None or image.has_its_renditions:
        return
    made = write_renditions(image)
    same = {"file": image.file.name, "focal_x": image.focal_x, "focal_y": image.focal_y}
    with transaction.atomic():
        if Image.objects.filter(pk=image_id, **same).update(renditions=made):
            app.configure_task(SHOWING_JOB, allow_unknown=False).defer(image_id=image_id)
            return
    left = Image.objects.filter(pk=image_id).first()
    erase(set(names_of(made)) - set(names_of(left.renditions) if left else ()))


@app.task(name=ERASING_JOB, retry=AGAIN)
def erase_replaced_image(file: str, renditions: Renditions) -> None:
    """Erase what an image was, after rendering again what still shows it.

    A text that cannot be rendered keeps no file: it shows a broken image until it can.
    """
    shown = {file, *(f"{FOLDER}{made['stem']}-" for made in renditions.get("shapes", {}).values())}
    conditions = (Q(body_html__contains=name) for name in shown)
    try:
        render_again(reduce(or_, conditions))
    finally:
        erase(names_of_image(file, renditions))


@app.periodic(cron="23 * * * *")
@app.task(name="make_missing_renditions", queueing_lock="make_missing_renditions")
def make_missing_renditions(timestamp: int) -> None:
    """Queue what an older release made or never made, and what failed too often."""
    jobs = ProcrastinateJob.objects.filter(task_name=MAKING_JOB, status__in=("todo", "doing"))
    queued = jobs.values_list("args__image_id", flat=True)
    missing = Image.objects.exclude(renditions__contains={"recipe": RECIPE})
    for image in missing.exclude(pk__in=list(queued)):
        image.have_renditions_made()


@app.periodic(cron="43 * * * *")
@app.task(name="note_missing_fingerprints", queueing_lock="note_missing_fingerprints")
def note_missing_fingerprints(timestamp: int) -> None:
    """Note what an older release did not, so that the same photo is noticed; a lost file has none.

    In one transaction, since each change of an image tells the page caches once.
    """
    found = {}
    for pk, name in Image.objects.filter(fingerprint="").values_list("pk", "file"):
        with suppress(OSError), default_storage.open(name) as file:
            found[pk, name] = fingerprint_of(file.read())
    with transaction.atomic():
        for (pk, name), fingerprint in found.items():
            Image.objects.filter(pk=pk, file=name).update(fingerprint=fingerprint)


@app.periodic(cron="37 3 * * *")
@app.task(name="remove_unused_images", queueing_lock="remove_unused_images")
def remove_unused_image_files(timestamp: int) -> None:
    """Remove the files of images that were only half made, and of what else nothing names."""
    remove_unused_images()

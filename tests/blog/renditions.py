"""Images whose renditions were made, and which those are."""

from pathlib import Path

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from blog.images.shapes import names_of
from blog.models import Image
from blog.tasks.images import make_renditions
from tests.factories import make_image, make_image_file
from tests.image_files import upload_of


def with_renditions(image: tuple[int, int] | bytes = (60, 40), **fields: object) -> Image:
    """Make an image, of a size or of these bytes, whose worker has been there."""
    is_size = isinstance(image, tuple)
    file = make_image_file(image) if is_size else upload_of(image)
    image = make_image(file=file, **fields)
    make_renditions(image.pk)
    image.refresh_from_db()
    return image


def queued(task: str = "make_renditions") -> list[int]:
    jobs = ProcrastinateJob.objects.filter(task_name=task).order_by("pk")
    return [job.args["image_id"] for job in jobs]


def sizes_of(image: Image, shape: str) -> list[tuple[int, int]]:
    return [tuple(size) for size in image.renditions["shapes"][shape]["sizes"]]


def names(image: Image, shape: str) -> list[str]:
    stem = image.renditions["shapes"][shape]["stem"]
    return [name for name in names_of(image.renditions) if stem in name]


def stored(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def forget_jobs(of: Image | None = None) -> None:
    """Empty the queue, whose model is for reading only, of all jobs or of those of one image."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE %s IN ('', args->>'image_id')",
            [str(of.pk) if of else ""],
        )

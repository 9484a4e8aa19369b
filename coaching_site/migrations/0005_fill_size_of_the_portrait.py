"""Writes down how large the portrait is, which until now was read from its file at every visit."""

from django.apps.registry import Apps
from django.core.files.images import get_image_dimensions
from django.core.files.storage import default_storage
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Of a file that is missing: with no size at all, every page would look for it.
UNKNOWN = (640, 640)


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("coaching_site", "SiteSettings").objects.exclude(portrait="")
    for pk, name in rows.values_list("pk", "portrait"):
        width, height = _size_of(name)
        rows.filter(pk=pk).update(portrait_width=width, portrait_height=height)


def _size_of(name: str) -> tuple[int, int]:
    try:
        with default_storage.open(name) as file:
            width, height = get_image_dimensions(file)
    except OSError:
        return UNKNOWN
    return (width, height) if width and height else UNKNOWN


class Migration(migrations.Migration):
    dependencies = [("coaching_site", "0004_size_of_the_portrait")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

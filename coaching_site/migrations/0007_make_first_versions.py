"""Every page and block gets what readers see now as its first version."""

import re
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

IMAGE = re.compile(r'<img\b[^>]*?\sdata-image="([1-9][0-9]{0,8})"')
BLOCK = re.compile(r'<aside\b[^>]*?\sdata-block="([1-9][0-9]{0,8})"')
OF_PAGES = ("title", "summary", "body", "slug", "in_menu", "order")
OF_BLOCKS = ("name", "body")


def make_first_versions(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make them in the name of nobody; until now readers saw all of these."""
    alias = schema_editor.connection.alias
    for name, names in (("Page", OF_PAGES), ("Block", OF_BLOCKS)):
        rows = apps.get_model("coaching_site", name).objects.using(alias)
        versions = apps.get_model("coaching_site", f"{name}Version").objects.using(alias)
        _make(versions, rows, name.lower(), names)


def _make(versions: Any, rows: Any, row_name: str, names: tuple[str, ...]) -> None:
    now = timezone.now()
    for row in rows.filter(versions=None).order_by("pk"):
        content = {name: getattr(row, name) for name in names}
        version = versions.create(
            **{row_name: row},
            number=1,
            content=content,
            image_ids=_numbers(IMAGE, row.body),
            block_ids=_numbers(BLOCK, row.body),
            published_at=now,
        )
        rows.filter(pk=row.pk).update(live_version=version)


def _numbers(pattern: re.Pattern[str], body: str) -> list[int]:
    return list(dict.fromkeys(map(int, pattern.findall(body))))


class Migration(migrations.Migration):
    dependencies = [
        ("coaching_site", "0006_write_pages_and_blocks_as_versions"),
    ]

    operations = [migrations.RunPython(make_first_versions, migrations.RunPython.noop)]

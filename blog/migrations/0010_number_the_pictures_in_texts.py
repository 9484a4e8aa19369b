"""Lets stored texts name their pictures by number, where they held an address until now.

Articles, their versions, pages and offers; the addresses could only be typed in the source of a
text. Of a picture that the library does not know nothing is changed: rendering leaves it out.
"""

import re
from collections.abc import Iterator

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

IMAGE = re.compile(r'<img((?:\s+[a-z]+="[^"]*")*)\s*/?>')
ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
NUMBER = re.compile(r'<img data-image="(\d+)"')


def number(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    files = dict(apps.get_model("blog", "Image").objects.values_list("file", "pk"))
    for name in (("blog", "Article"), ("coaching_site", "Page"), ("contact", "Offer")):
        for row, body in _texts(apps.get_model(*name).objects, "body"):
            row.update(body=numbered(body, files))
    versions = apps.get_model("blog", "ArticleVersion").objects
    for row, content in _texts(versions, "content"):
        content["body"] = numbered(content["body"], files)
        [named] = row.values_list("picture_ids", flat=True)
        in_text = map(int, NUMBER.findall(content["body"]))
        row.update(content=content, picture_ids=list(dict.fromkeys([*named, *in_text])))


def _texts(rows: models.Manager, column: str) -> Iterator[tuple[models.QuerySet, str]]:
    """Yield what holds a picture's address, one row at a time, with that column."""
    # Of JSON, `contains` would ask for a part of its structure.
    condition = "content__body__icontains" if column == "content" else f"{column}__contains"
    for pk in list(rows.filter(**{condition: "<img"}).values_list("pk", flat=True)):
        row = rows.filter(pk=pk)
        yield row, row.values_list(column, flat=True).get()


def numbered(html: str, files: dict[str, int]) -> str:
    """Return the text with the numbers of the pictures whose files are known."""

    def with_number(image: re.Match[str]) -> str:
        attributes = dict(ATTRIBUTE.findall(image[1]))
        address = attributes.get("src", "")
        pk = files.get(address.removeprefix(settings.MEDIA_URL))
        if pk is None or not address.startswith(settings.MEDIA_URL):
            return image[0]
        return f'<img data-image="{pk}" alt="{attributes.get("alt", "")}">'

    return IMAGE.sub(with_number, html)


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0009_guard_former_slugs"),
        ("coaching_site", "0003_versions_of_rendered_texts"),
        ("contact", "0002_versions_of_rendered_texts"),
    ]

    operations = [migrations.RunPython(number, migrations.RunPython.noop)]

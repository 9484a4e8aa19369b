"""Every offer gets what readers see now as its first version."""

import re

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

IMAGE = re.compile(r'<img\b[^>]*?\sdata-image="([1-9][0-9]{0,8})"')
BLOCK = re.compile(r'<aside\b[^>]*?\sdata-block="([1-9][0-9]{0,8})"')
OF_OFFERS = (
    "title", "summary", "body", "audience", "form", "duration", "price_line", "slug", "order",
    "is_default",
)  # fmt: skip


def make_first_versions(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make them in the name of nobody; what is hidden becomes a draft with this text."""
    alias = schema_editor.connection.alias
    offers = apps.get_model("contact", "Offer").objects.using(alias)
    versions = apps.get_model("contact", "OfferVersion").objects.using(alias)
    now = timezone.now()
    for offer in offers.filter(versions=None).order_by("pk"):
        content = {name: getattr(offer, name) for name in OF_OFFERS}
        content["articles"] = sorted(offer.articles.values_list("pk", flat=True))
        first = versions.create(
            offer=offer,
            number=1,
            content=content,
            image_ids=_numbers(IMAGE, offer.body),
            block_ids=_numbers(BLOCK, offer.body),
            published_at=now if offer.is_visible else None,
        )
        if offer.is_visible:
            offers.filter(pk=offer.pk).update(live_version=first)


def _numbers(pattern: re.Pattern[str], body: str) -> list[int]:
    return list(dict.fromkeys(map(int, pattern.findall(body))))


class Migration(migrations.Migration):
    dependencies = [
        ("contact", "0006_write_offers_as_versions"),
    ]

    operations = [migrations.RunPython(make_first_versions, migrations.RunPython.noop)]

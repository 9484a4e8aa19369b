"""Tells the versions that readers see now since when, and every version what it names."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    articles = apps.get_model("blog", "Article")
    versions = apps.get_model("blog", "ArticleVersion")
    for article in articles.objects.filter(live_version__isnull=False).only(
        "live_version_id", "changed_at"
    ):
        versions.objects.filter(pk=article.live_version_id).update(published_at=article.changed_at)
    for version in versions.objects.only("content").iterator(chunk_size=100):
        pictures = {version.content.get("cover"), version.content.get("social_image")} - {None}
        if pictures:
            versions.objects.filter(pk=version.pk).update(picture_ids=sorted(pictures))


class Migration(migrations.Migration):
    dependencies = [("blog", "0006_renditions_of_images")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

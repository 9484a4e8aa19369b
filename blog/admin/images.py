"""The pictures of the site: added once, described once, used anywhere."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from blog.models import Image
from blog.picture_uses import uses_of

THUMBNAIL_HEIGHT = 64
PREVIEW_HEIGHT = 240


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    """A list of small pictures; what is in use says where, and stays."""

    fields = ["file", "preview", "alternative_text", "is_decorative", "credit", "in_use_by"]
    readonly_fields = ["preview", "in_use_by"]
    list_display = [
        "thumbnail",
        "alternative_text",
        "credit",
        "size",
        "created_at",
    ]
    list_display_links = ["thumbnail", "alternative_text"]
    list_filter = ["is_decorative", "created_at"]
    list_per_page = 50
    search_fields = ["alternative_text", "credit"]

    def get_fields(self, request: HttpRequest, obj: Image | None = None) -> Any:
        """Leave out of a new picture what only a stored one has."""
        names = super().get_fields(request, obj)
        return names if obj else [name for name in names if name not in self.readonly_fields]

    def has_delete_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        """Offer to delete only what is used nowhere."""
        may_delete = super().has_delete_permission(request, obj)
        return may_delete and (obj is None or next(iter(uses_of([obj])), None) is None)

    def get_deleted_objects(
        self, objs: Sequence[Any] | QuerySet[Any], request: HttpRequest
    ) -> tuple[list[Any], dict[str, Any], set[str], list[str]]:
        """Name what uses the chosen pictures among what stands in the way."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        uses = list(uses_of(objs))
        if uses:  # then a permission is missing only because of them
            return deleted, counts, set(), [*protected, *uses]
        return deleted, counts, missing, protected

    @admin.display(description=_("picture"))
    def thumbnail(self, image: Image) -> SafeString:
        return picture_tag(image, THUMBNAIL_HEIGHT)

    @admin.display(description=_("as it is stored"))
    def preview(self, image: Image) -> SafeString:
        return picture_tag(image, PREVIEW_HEIGHT)

    @admin.display(description=_("size"))
    def size(self, image: Image) -> str:
        return f"{image.width} x {image.height}"

    @admin.display(description=_("in use by"))
    def in_use_by(self, image: Image) -> SafeString | str:
        uses = [[use] for use in uses_of([image])]
        return format_html_join("", "<div>{}</div>", uses) if uses else "–"


def picture_tag(image: Image, height: int) -> SafeString:
    """Return the picture at this height; width and height as attributes, for lack of styles."""
    width = round(image.width * height / image.height) if image.height else height
    return format_html(
        '<img src="{}" alt="" width="{}" height="{}" loading="lazy">',
        image.file.url, width, height,
    )  # fmt: skip

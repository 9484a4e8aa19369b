"""Where the images of authors arrive: dropped, pasted or chosen, one file at a time."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from blog.admin.images.json_views import RefusedError, json_view
from blog.images.thumbnails import thumbnail_of
from blog.models import Image


class ImageUploadMixin(ModelAdmin):
    """Stores an upload as an image of the library; its description is asked meanwhile."""

    def get_urls(self) -> list[URLPattern]:
        upload = path("upload/", self.upload_view, name="blog_image_upload")
        return [upload, *super().get_urls()]

    @json_view("add", "POST")
    def upload_view(self, request: HttpRequest) -> dict[str, Any]:
        """Return the facts of the new image; its name on the author's disk is not kept."""
        upload = request.FILES.get("file")
        if upload is None:
            raise RefusedError(
                400, _("No file arrived. Choose a picture and try again."), "no_file"
            )
        image = Image.add(upload)
        self.log_addition(request, image, [{"added": {}}])
        return facts_of(image)


def facts_of(image: Image) -> dict[str, Any]:
    """Return what scripts of the admin need to show an image and to place it in a text."""
    return {
        "id": image.pk,
        "address": image.file.url,
        "thumbnail": thumbnail_of(image),
        "width": image.width,
        "height": image.height,
        "alternative_text": image.alternative_text,
        "is_decorative": image.is_decorative,
        "caption": image.caption,
        "credit": image.credit,
    }

"""The library as scripts of the admin see it: choosing an image, and describing a new one."""

import re
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from blog.admin.images.json_views import RefusedError, json_view
from blog.admin.images.upload import facts_of
from blog.models import Image
from coaching_site.admin_tools.clean_input import KEY
from coaching_site.forms.fields import SingleLineField

PAGE_LENGTH = 24
PAGE_NUMBER = re.compile(r"[0-9]{1,5}")


class DescriptionForm(forms.ModelForm):
    """What an author says about an image that was just added."""

    class Meta:
        model = Image
        fields = ["alternative_text", "is_decorative", "caption", "credit"]
        field_classes = dict.fromkeys(["alternative_text", "caption", "credit"], SingleLineField)


class ImageLibraryMixin(ModelAdmin):
    """Lists images newest first, and takes the description of what nobody described yet."""

    def get_urls(self) -> list[URLPattern]:
        return [
            path("library/", self.library_view, name="blog_image_library"),
            path("<int:pk>/describe/", self.describe_view, name="blog_image_describe"),
            *super().get_urls(),
        ]

    @json_view("view", "GET", "HEAD")
    def library_view(self, request: HttpRequest) -> dict[str, Any]:
        """Return one page of what is found, or the one image that is asked for by its number."""
        number = PAGE_NUMBER.fullmatch(request.GET.get("page", ""))
        page = int(number[0]) if number else 0
        images, _is_doubled = self.get_search_results(
            request, self.get_queryset(request), request.GET.get("q", "")
        )
        if KEY.fullmatch(request.GET.get("id", "")):
            images = images.filter(pk=request.GET["id"])
        start = page * PAGE_LENGTH
        found = list(images[start : start + PAGE_LENGTH + 1])
        return {
            "images": [facts_of(image) for image in found[:PAGE_LENGTH]],
            "next": page + 1 if len(found) > PAGE_LENGTH else None,
        }

    @json_view("view", "POST")
    def describe_view(self, request: HttpRequest, pk: int) -> dict[str, Any]:
        """Store words for an image; who may only add images may describe one that has none."""
        image = Image.objects.filter(pk=pk).first()
        if image is None:
            raise RefusedError(404, _("This picture is not there any more."), "gone")
        is_first = not image.is_described and self.has_add_permission(request)
        if not (is_first or self.has_change_permission(request, image)):
            raise RefusedError(403, _("Your account may not do this."), "permission")
        form: Any = DescriptionForm(request.POST, instance=image)
        if not form.is_valid():
            raise ValidationError(next(iter(form.errors.as_data().values())))
        changes = self.construct_change_message(request, form, [])
        self.log_change(request, form.save(), changes)
        return facts_of(image)

"""The images of the site: added once, described once, used anywhere."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import admin, messages
from django.forms import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from blog.admin.images.filters import DescriptionFilter, UseFilter
from blog.admin.images.json_views import refusal_of
from blog.admin.images.library import SEARCHED, can_view, describe, library, upload
from blog.forms.image_choice import STYLES
from blog.forms.image_settings import ImageSettings
from blog.forms.new_image import NewImageForm
from blog.images.shapes import SHAPES
from blog.models import Image
from blog.uses.images import uses_of
from coaching_site.admin_tools.used_rows import UsedRowsMixin
from coaching_site.admin_tools.uses import Use
from coaching_site.images.reencoding import ROWS_ARE_MISSING

CROPS = [
    {"shape": shape, "name": name, "ratio": SHAPES[shape].ratio}
    for shape, name in (
        ("cover", _("above an article")),
        ("card", _("in a list")),
        ("social", _("when shared")),
    )
]


@admin.register(Image)
class ImageAdmin(UsedRowsMixin):
    """A wall of images; each has a page with its words, its focal point and where it is used."""

    fieldsets = [
        (None, {"fields": ["alternative_text", "is_decorative", "caption", "credit"]}),
        (_("What stays in sight"), {"fields": ["focal_x", "focal_y"], "classes": ["focus"]}),
        (
            _("Replace everywhere"),
            {
                "fields": ["file"],
                "description": _(
                    "With another file, whatever shows this picture shows the new one."
                ),
            },
        ),
    ]
    add_fieldsets = [
        (None, {"fields": ["file", "alternative_text", "is_decorative", "caption", "credit"]}),
    ]
    list_filter = [UseFilter, DescriptionFilter, "is_animated"]
    list_per_page = 48
    search_fields = SEARCHED
    word_fields = (SEARCHED,)
    actions_selection_counter = False
    instead_of_deleting = _(
        "Take it out of these places first. To have it disappear from all of them at once, open "
        "its page and replace it by another picture."
    )

    class Media:
        css = STYLES
        js = [
            ImageSettings(),
            Script("js/images/library.js", type="module"),
            Script("js/images/focus.js", type="module"),
        ]

    def get_urls(self) -> list[URLPattern]:
        """Add what scripts ask, which answers in JSON to strangers too."""
        return [
            path("upload/", upload, name="blog_image_upload"),
            path("library/", library, name="blog_image_library"),
            path("<int:pk>/describe/", describe, name="blog_image_describe"),
            *super().get_urls(),
        ]

    def uses_of(self, rows: Iterable[Image]) -> Mapping[int, list[Use]]:
        return uses_of(rows)

    def get_fieldsets(self, request: HttpRequest, obj: Image | None = None) -> Any:
        """Ask of a new image only the file and its words; who may only look sees the words."""
        if obj is None:
            return self.add_fieldsets
        return self.fieldsets if self.has_change_permission(request, obj) else self.fieldsets[:1]

    def get_form(
        self, request: HttpRequest, obj: Image | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Notice that a new image is there already, for who may look into the library."""
        if obj is None and can_view(request.user):
            kwargs["form"] = NewImageForm
        return super().get_form(request, obj, change=change, **kwargs)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show thumbnails, each with its words and how often it is used."""
        answer = super().changelist_view(request, extra_context)
        if isinstance(answer, TemplateResponse) and answer.context_data is not None:
            answer.context_data["cards"] = [
                {"image": image, "thumbnail": image.thumbnail_url, "uses": uses}
                for image, uses in self.uses_in_list(answer)
            ]
        return answer

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().add_view(request, *args, **kwargs)
        except OSError as error:
            return self._say_why(request, error)

    def change_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().change_view(request, *args, **kwargs)
        except OSError as error:
            return self._say_why(request, error)

    def _say_why(self, request: HttpRequest, error: OSError) -> HttpResponse:
        """Say it when nothing can be stored, instead of breaking."""
        self.message_user(request, str(refusal_of(error).message), messages.ERROR)
        return HttpResponseRedirect(request.path)

    def form_context(self, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
        """Add how the image is cut."""
        return super().form_context(request, context) | {"crops": CROPS}

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:
        """Store the words; another file takes the place of the old one wherever that is shown."""
        if change and "file" in form.changed_data:
            obj.replace(form.cleaned_data["file"])
        elif change:
            super().save_model(request, obj, form, change)
        else:
            obj.store(form.cleaned_data["file"])
        if "file" in form.changed_data and form.cleaned_data["file"].is_unfinished:
            self.message_user(request, ROWS_ARE_MISSING, messages.WARNING)

    def response_change(self, request: HttpRequest, obj: Image) -> HttpResponse:
        """Stay on the page of a replaced image: its focal point may lie elsewhere."""
        if "file" in request.FILES:
            words = _("Replaced. What uses this picture shows the new one in a moment.")
            self.message_user(request, words, messages.SUCCESS)
            return HttpResponseRedirect(request.path)
        return super().response_change(request, obj)

"""The library as scripts of the admin use it: adding images, choosing one, and describing one."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from blog.admin.images.json_views import RefusedError, json_view
from blog.models import Image
from coaching_site.admin_tools.clean_input import KEY
from coaching_site.admin_tools.views import log_addition, log_change
from coaching_site.database.word_search import with_words
from coaching_site.forms.fields import SingleLineField
from coaching_site.images.reencoding import ROWS_ARE_MISSING, reencode

SEARCHED = ("alternative_text", "caption", "credit")
PAGE_LENGTH = 24
PAGE_NUMBER = re.compile(r"[0-9]{1,5}")


class DescriptionForm(forms.ModelForm):
    """What an author says about an image that was just added."""

    class Meta:
        model = Image
        fields = ["alternative_text", "is_decorative", "caption", "credit"]
        field_classes = dict.fromkeys(SEARCHED, SingleLineField)


def can_view(user: Any) -> bool:
    """Tell whether this person may look into the library."""
    return any(user.has_perm(f"blog.{verb}_image") for verb in ("view", "change"))


def can_add(user: Any) -> bool:
    """Tell whether this person may add to the library."""
    return bool(user.has_perm("blog.add_image"))


@json_view(can_add, "POST")
def upload(request: HttpRequest) -> dict[str, Any]:
    """Store a file, whose name is not kept; the description is asked meanwhile.

    A photo that is there already is answered with, unless it is to be stored `again`; who may not
    look into the library does not hear of it. Two at the same moment are both stored.
    """
    file = request.FILES.get("file")
    if file is None:
        raise RefusedError(400, _("No file arrived. Choose a picture and try again."), "no_file")
    made = reencode(file)
    may_hear = "again" not in request.POST and can_view(request.user)
    if may_hear and (twin := Image.twin_of(made)):
        return {"twin": facts_of(twin)}
    image = Image.add(made)
    log_addition(request, image, [{"added": {}}])
    return facts_of(image) | {"remark": str(ROWS_ARE_MISSING) if made.is_unfinished else ""}


@json_view(can_view, "GET", "HEAD")
def library(request: HttpRequest) -> dict[str, Any]:
    """Return one page of what is found, newest first, or the one image that `?id=` names."""
    number = PAGE_NUMBER.fullmatch(request.GET.get("page", ""))
    page = int(number[0]) if number else 0
    images = Image.objects.all()
    if words := request.GET.get("q"):
        images = with_words(images, words, SEARCHED)
    if KEY.fullmatch(request.GET.get("id", "")):
        images = images.filter(pk=request.GET["id"])
    start = page * PAGE_LENGTH
    found = list(images[start : start + PAGE_LENGTH + 1])
    return {
        "images": [facts_of(image) for image in found[:PAGE_LENGTH]],
        "next": page + 1 if len(found) > PAGE_LENGTH else None,
    }


@json_view(can_view, "POST")
def describe(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Store words for an image; who may only add images may describe one that has none."""
    image = Image.objects.filter(pk=pk).first()
    if image is None:
        raise RefusedError(404, _("This picture is not there any more."), "gone")
    is_first = not image.is_described and can_add(request.user)
    if not (is_first or request.user.has_perm("blog.change_image")):
        raise RefusedError(403, _("Your account may not do this."), "permission")
    form = DescriptionForm(request.POST, instance=image)
    if not form.is_valid():
        raise ValidationError(next(iter(form.errors.as_data().values())))
    labels = [str(form.fields[name].label) for name in form.changed_data]
    log_change(request, form.save(), [{"changed": {"fields": labels}}])
    return facts_of(image)


def facts_of(image: Image) -> dict[str, Any]:
    """Return what scripts of the admin need to show an image and to place it in a text."""
    return {
        "id": image.pk,
        "address": image.file.url,
        "thumbnail": image.thumbnail_url,
        "width": image.width,
        "height": image.height,
        "alternative_text": image.alternative_text,
        "is_decorative": image.is_decorative,
        "caption": image.caption,
        "credit": image.credit,
    }

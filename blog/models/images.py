"""Images: re-encoded at upload, with the words for who cannot see them."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from blog.images.shapes import (
    FOLDER,
    LESS_MOTION,
    NATURAL,
    Made,
    ShownImage,
    name_of,
    show_renditions,
)
from coaching_site.database.word_search import word_index
from coaching_site.images.reencoding import (
    ReencodedImage,
    ReencodedImageField,
    new_name,
    reencode,
)
from coaching_site.time.reach import moments_in_reach

MIDDLE = 50
# Grows with every change of what renditions are made; what an older one made is then made again.
RECIPE = 1
MAKING_JOB = "make_renditions"
# What a page needs of an image to show it.
SHOWN_FIELDS = (
    "file", "width", "height", "alternative_text", "is_decorative", "is_animated", "renditions",
)  # fmt: skip
SHOWING_JOB = "render_again_with_image"
ERASING_JOB = "erase_replaced_image"


class Image(models.Model):
    """An image of the site, never the bytes that were uploaded."""

    file = ReencodedImageField(
        _("picture"),
        upload_to=FOLDER,
        width_field="width",
        height_field="height",
        moves_field="is_animated",
        fingerprint_field="fingerprint",
    )
    # Of the stored file; empty until a job noted it. The same photo may be there on purpose.
    fingerprint = models.CharField(
        max_length=64,
        blank=True,
        default="",
        db_default="",  # the code before this field stores images too, during an upgrade
        editable=False,
    )
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    alternative_text = models.CharField(
        _("description"),
        max_length=250,
        blank=True,
        help_text=_("What is to be seen, for readers who cannot see it."),
    )
    is_decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("The picture tells nothing by itself.")
    )
    caption = models.CharField(
        _("caption"),
        max_length=300,
        blank=True,
        help_text=_("Placed below the picture when it enters a text; there it can be changed."),
    )
    credit = models.CharField(_("made by"), max_length=120, blank=True)
    focal_x = models.PositiveSmallIntegerField(
        _("focal point from the left"), default=MIDDLE, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point from the top"), default=MIDDLE, validators=[MaxValueValidator(100)]
    )
    is_animated = models.BooleanField(_("moving"), default=False, editable=False)
    # What the worker made of it, as `Renditions` of blog/images/shapes.py; empty until it did.
    renditions = models.JSONField(editable=False, default=dict)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="images_newest_first"),
            models.Index(fields=["fingerprint"], name="images_by_fingerprint"),
            word_index("images_by_word", "alternative_text", "caption", "credit"),
        ]
        constraints = [
            moments_in_reach("created_at"),
            models.CheckConstraint(condition=~models.Q(file=""), name="image_has_a_file"),
            # In PostgreSQL only an object contains the empty one.
            models.CheckConstraint(
                condition=models.Q(renditions__contains={}), name="renditions_are_named"
            ),
        ]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.alternative_text or _("Picture %(number)s") % {"number": self.pk}

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Have what follows from the new values made, in jobs that are stored with them."""
        is_new = self._state.adding
        with transaction.atomic():
            super().save(*args, **kwargs)
            if not self.has_its_renditions:
                self.have_renditions_made()
            elif not is_new:
                app.configure_task(SHOWING_JOB, allow_unknown=False).defer(image_id=self.pk)

    def clean(self) -> None:
        if not self.is_described:
            raise ValidationError(
                {
                    "alternative_text": ValidationError(
                        _("Describe the picture, or tick “decorative”."), code="undescribed"
                    )
                }
            )

    @property
    def has_its_renditions(self) -> bool:
        """Tell whether everything was made of this very file, around this point."""
        made_of = [self.renditions.get(name) for name in ("recipe", "of", "focus")]
        return made_of == [RECIPE, self.file.name, [self.focal_x, self.focal_y]]

    @property
    def is_described(self) -> bool:
        """Tell whether somebody said what is to be seen, or that it tells nothing."""
        return bool(self.alternative_text) or self.is_decorative

    @classmethod
    def add(cls, upload: File) -> Self:
        """Store an upload; its words may follow. Raises what `reencode` and the storage raise."""
        image = cls()
        image.store(upload)
        return image

    @classmethod
    def twin_of(cls, made: ReencodedImage) -> Self | None:
        """Return the newest image that is there already with this very photo."""
        return cls.objects.filter(fingerprint=made.fingerprint).first()

    def copied(self) -> ReencodedImage:
        """Return its photo as if it were uploaded once more."""
        with self.file.storage.open(str(self.file.name)) as file:
            copy = ReencodedImage(file.read(), name=new_name())
        copy.is_animated = self.is_animated
        return copy

    def replace(self, upload: File) -> None:
        """Put another image in its place, for whatever shows this one.

        The point that stays in sight is the middle again: the old one meant the old image. A job
        erases the old files, as they are stored: `self.file` may be the new one by now.
        """
        image = reencode(upload)
        with transaction.atomic():
            stored = type(self).objects.select_for_update().filter(pk=self.pk)
            old = stored.values("file", "renditions").get()
            self.focal_x = self.focal_y = MIDDLE
            self.renditions = {}
            self.store(image)
            app.configure_task(ERASING_JOB, allow_unknown=False).defer(**old)

    def store(self, upload: File) -> None:
        """Store the file and the row, or neither: a full disk leaves no half a file behind."""
        image = reencode(upload)
        name = str(image.name)
        try:
            with transaction.atomic():
                self.file.save(name, image)
        except BaseException:
            self.file.storage.delete(self.file.field.generate_filename(self, name))
            raise

    def have_renditions_made(self) -> None:
        """Queue the making; of one image never two at a time."""
        lock = f"image {self.pk}"
        app.configure_task(MAKING_JOB, lock=lock, allow_unknown=False).defer(image_id=self.pk)

    def made_in(self, shape: str) -> Made | None:
        """Return what there is of this very file in a shape, or None until the worker made it."""
        if self.renditions.get("of") != self.file.name:
            return None
        made: Made | None = self.renditions["shapes"].get(shape)
        return made

    @property
    def thumbnail_url(self) -> str:
        """Return the address of the smallest that the worker made; until then, of the image."""
        made = self.made_in(NATURAL)
        if made is None:
            return self.file.url
        width, _height = made["sizes"][0]
        return self.file.storage.url(name_of(made["stem"], width, "webp"))

    def in_shape(self, shape: str = NATURAL) -> ShownImage:
        """Return the image cut to a shape; as it was stored until the worker made something."""
        made = self.made_in(shape)
        if made is None:
            return ShownImage(self.file.url, self.width, self.height)
        image = show_renditions(shape, made, self.file.storage.url(f"{FOLDER}{made['stem']}"))
        if self.is_animated and shape == NATURAL:
            still = {"avif": image.avif, "webp": image.webp, "media": LESS_MOTION}
            return ShownImage(self.file.url, self.width, self.height, **still)
        return image

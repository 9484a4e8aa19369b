"""Pictures of the demo, drawn and then uploaded as a person would."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL.Image import Image as Drawing

from blog.models import Image
from blog.models.images import MIDDLE


def as_upload(drawing: Drawing) -> SimpleUploadedFile:
    """Return the drawing as a file that somebody picked."""
    buffer = BytesIO()
    drawing.save(buffer, "PNG", compress_level=1)
    return SimpleUploadedFile("tekening.png", buffer.getvalue(), content_type="image/png")


def upload(drawing: Drawing, alternative_text: str, focal_y: int = MIDDLE) -> Image:
    """Put the drawing among the pictures of the site; crops keep what lies at `focal_y`."""
    return Image.objects.create(
        file=as_upload(drawing),
        alternative_text=alternative_text,
        credit="De Ruime Kantlijn",
        focal_y=focal_y,
    )

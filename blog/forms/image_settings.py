"""What the scripts that handle images in the admin know: addresses, limits and words."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coaching_site.admin_tools.script_settings import ScriptSettings
from coaching_site.images.reencoding import MAX_BYTES

# A number in an address, to be replaced by the script.
ANY = 0
WORDS: dict[str, str | Promise] = {
    "image": _("Picture"),
    "close": _("Close"),
    "cancel": _("Cancel"),
    "retry": _("Try again"),
    "remove": _("Take away"),
    "chooserTitle": _("Choose a picture"),
    "fromDevice": _("Upload from this device"),
    "takePhoto": _("Take a photo"),
    "orDrop": _("or drop pictures here"),
    "search": _("Search the library"),
    "more": _("More pictures"),
    "nothingFound": _("No pictures found."),
    "found": _("{count} pictures shown."),
    "undescribed": _("Not described yet"),
    "decorative": _("Decorative"),
    "panelTitle": _("What is to be seen?"),
    "panelPlace": _("Picture {number} of {total}"),
    "describe": _("Describe"),
    "description": _("Description"),
    "descriptionHelp": _("For readers who cannot see the picture. One sentence is enough."),
    "decorativeLabel": _("The picture tells nothing by itself (decorative)"),
    "caption": _("Caption (may stay empty)"),
    "captionPlaceholder": _("Caption (may stay empty)"),
    "credit": _("Made by (may stay empty)"),
    "done": _("Done"),
    "later": _("Later"),
    "sayOrTick": _("Say what is to be seen, or tick “decorative”."),
    "waiting": _("Waits its turn"),
    "sending": _("Uploading: {percent}%"),
    "storing": _("Being stored"),
    "stored": _("Stored"),
    "isThere": _("This one is there already: use it?"),
    "useThat": _("Use that one"),
    "placeAnew": _("Place it anew all the same"),
    "inUse": _("The one of the library is used"),
    "tooLarge": _("This file is too large: at most {limit} MB."),
    "connectionLost": _("The connection was lost. Try again."),
    "failed": _("The picture could not be stored. Try again."),
    "notDescribed": _("The description could not be kept in the library: {reason}"),
    "replaceHere": _("Another picture"),
    "figureLabel": _("Picture: {description}"),
    "waitForUploads": _(
        "Pictures are still being uploaded. What you pressed follows as soon as they are there."
    ),
    "failedUploads": _(
        "A picture was not uploaded. Try it again or take it away; pressing once more goes on "
        "without it."
    ),
    "askedUploads": _(
        "A picture is there already. Say whether you use that one; pressing once more goes on "
        "without it."
    ),
    "describeFirst": _("Describe this picture before you publish."),
}


class ImageSettings(ScriptSettings):
    """Where the scripts ask about images, how large one may be, and their words."""

    element_id = "image-settings"

    def values(self) -> dict[str, Any]:
        addresses = {
            "upload": reverse("admin:blog_image_upload"),
            "library": reverse("admin:blog_image_library"),
            "describe": reverse("admin:blog_image_describe", args=[ANY]),
        }
        return {"addresses": addresses, "maxBytes": MAX_BYTES, "words": WORDS}

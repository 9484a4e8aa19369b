"""What the editor needs to place blocks of text."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coaching_site.admin_tools.script_settings import ScriptSettings


class BlockSettings(ScriptSettings):
    """What the script of the blocks knows: its words, and where it asks for blocks."""

    element_id = "block-settings"

    def values(self) -> dict[str, Any]:
        words = {
            "block": _("Block"),
            "named": _("Block: {name}"),
            "change": _("Change it everywhere"),
            "choose": _("Place a block"),
            "none": _("There are no blocks yet. Make one on the page “Blocks”."),
            "gone": _("This block is not there any more; readers see nothing here."),
            "cancel": _("Cancel"),
            "unreachable": _("The blocks could not be fetched. Try again."),
            "newTab": _("opens in a new tab"),
        }
        return {"address": reverse("admin:coaching_site_block_choices"), "words": words}

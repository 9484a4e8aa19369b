"""What the shared parts give each other: blocks for texts and the editor, rows after `migrate`."""

from typing import Any

from django.forms import Media, Script

from coaching_site.admin_tools.editor_blocks import BlockSettings
from coaching_site.models import Block
from coaching_site.rich_text.ckeditor import add_to_editor
from coaching_site.rich_text.embedding import find_blocks_with
from coaching_site.site.starting_rows import make_after_migrate


def register() -> None:
    """Let texts find blocks, the editor place them, and each migration end with the first rows."""
    make_after_migrate()
    find_blocks_with(Block.bodies_of)
    scripts: list[Any] = [BlockSettings(), Script("js/editor/blocks.js", type="module")]
    media = Media(css={"all": ["css/admin/blocks.css"]}, js=scripts)
    add_to_editor("blocks", "Block", media)

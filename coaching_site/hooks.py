"""What the shared parts give each other: blocks for texts and the editor, rows after `migrate`."""

from typing import Any

from django.forms import Media, Script

from coaching_site.admin_tools.editor_blocks import BlockSettings
from coaching_site.models import Block
from coaching_site.rich_text.editor.ckeditor import register_editor_plugin
from coaching_site.rich_text.embedded import register_block_finder
from coaching_site.site.starting_rows import make_after_migrate


def register() -> None:
    """Let texts find blocks, the editor place them, and each migration end with the first rows."""
    make_after_migrate()
    register_block_finder(Block.bodies_of)
    scripts: list[Any] = [BlockSettings(), Script("js/editor/blocks.js", type="module")]
    media = Media(css={"all": ["css/admin/blocks.css"]}, js=scripts)
    register_editor_plugin("blocks", "Block", media)

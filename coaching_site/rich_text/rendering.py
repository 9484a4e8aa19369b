"""What readers get: made once of the text that the author wrote.

Costs 2 ms for an article of 1,700 words and 100 ms for the longest text that a form takes, so it
happens when something is published or saved, never when a page is shown.
"""

from dataclasses import dataclass, field

# Grows with every change of what `render` makes; what an older one made is then made again.
RENDERER_VERSION = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the contents list."""

    id: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Rendering:
    """A text as it is shown (`html`), searched and counted (`text`), and its contents list."""

    html: str
    text: str
    contents: tuple[Heading, ...] = field(default=())
    reading_minutes: int = 1


def render(body: str, *, may_hold_blocks: bool = True) -> Rendering:
    """Return the sanitised text with images, blocks, heading ids, contents list, reading time.

    At most one query for images and one for blocks. The words of blocks are not the text's own:
    they are neither searched nor counted, and their headings are not in its contents list.
    """
    # Models know how to be rendered; the parsers are loaded by a process in which one is.
    from coaching_site.rich_text.markup import make_rendering  # noqa: PLC0415

    return make_rendering(body, may_hold_blocks=may_hold_blocks)

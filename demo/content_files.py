"""The demo's content as files: TOML for what is short, HTML below TOML for what is read."""

import tomllib
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
FENCE = "+++\n"

type Entry = dict[str, Any]


def read_table(name: str) -> Entry:
    """Return the TOML file of that name, for instance "topics"."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text())


def read_texts(folder: str) -> list[Entry]:
    """Return every text of a folder: its front matter, its `slug` and its `body`."""
    return [_read_text(path) for path in sorted((CONTENT / folder).glob("*.html"))]


def _read_text(path: Path) -> Entry:
    _nothing, matter, body = path.read_text().split(FENCE, 2)
    return {"slug": path.stem} | tomllib.loads(matter) | {"body": body.strip()}

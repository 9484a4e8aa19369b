"""How long the longest texts take to be cleaned: `python -m benchmarks.tidying`, from the root.

Prints seconds of one run each. A form takes at most 300,000 characters, so this is the worst
that somebody can ask of the server with one request.
"""

import os
import time
from collections.abc import Callable

import django

LONGEST = 299_990
PIECES = [
    "<p>• x</p>",
    "• x<br>",
    "<b>a<br><br></b>",
    "<h2>t</h2>",
    "<img src=x>",
    "<div>",
    "<p>Een zin van gewone lengte, zoals een mens die schrijft.</p>",
]


def seconds(work: Callable[[str], object], text: str) -> float:
    """Return how long `work` takes on the text, in seconds."""
    start = time.perf_counter()
    work(text)
    return time.perf_counter() - start


def main() -> None:
    """Print one line for each kind of text."""
    os.environ.setdefault("SITE_MODE", "development")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coaching_site.settings")
    django.setup()
    from coaching_site.rich_text.rendering import render  # noqa: PLC0415 (needs the settings)
    from coaching_site.rich_text.tidying import tidy  # noqa: PLC0415 (the same)

    for piece in PIECES:
        text = (piece * LONGEST)[:LONGEST]
        print(  # noqa: T201 (its output)
            f"tidy {seconds(tidy, text):6.2f} s   render {seconds(render, text):6.2f} s   {piece}"
        )


if __name__ == "__main__":
    main()

"""What the longest texts cost to be stored: `python -m benchmarks.tidying`, from the root.

Each is sent through the whole way: the form, tidying, rendering, the editor that shows it again.
Prints seconds of the processor, the megabytes that the process grew by, and how it ended. A form
takes at most 300,000 characters, so this is the worst that one request can ask of the server.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable

import django

LONGEST = 299_990
# Nearly as many elements as a form takes.
ELEMENTS = 9_900


def fill(piece: str, most: int = LONGEST) -> str:
    """Return the piece as often as it fits."""
    return (
        piece * (LONGEST // len(piece))
        if most == LONGEST
        else piece * min(most, LONGEST // len(piece))
    )


def nested(piece: str, inside: str, depth: int = 70) -> str:
    """Return the inside as often as it fits, behind `depth` times the piece."""
    return piece * depth + inside * min(
        ELEMENTS - 200, (LONGEST - depth * len(piece)) // len(inside)
    )


def unclosed(count: int) -> str:
    """Return bold words that nobody closed, each a different element for a parser."""
    return "".join(f"<b class={number}>" for number in range(count))


TEXTS: dict[str, Callable[[], str]] = {
    "sentences": lambda: fill("<p>Een zin van gewone lengte, zoals een mens die schrijft.</p>"),
    "typed bullets": lambda: fill("<p>• x</p>", ELEMENTS),
    "bullets in one paragraph": lambda: fill("• x<br>", ELEMENTS),
    "breaks": lambda: fill("<br>", ELEMENTS),
    "breaks in bold": lambda: fill("<b>a<br><br></b>", ELEMENTS // 3),
    "headings": lambda: fill("<h2>t</h2>", ELEMENTS),
    "headings of one name": lambda: fill("<h2>een kop van gewone lengte</h2>", ELEMENTS),
    "foreign pictures": lambda: fill("<img src=x>", ELEMENTS),
    "own pictures": lambda: fill("<img data-image=1>", LONGEST // 18),
    "pictures between words": lambda: fill("a<img data-image=1>", LONGEST // 19),
    "figures in figures": lambda: nested("<figure>", "<img data-image=1>"),
    "blocks": lambda: fill("<aside data-block=1></aside>"),
    "blocks in a list": lambda: "<ul><li>" + fill("<aside data-block=1></aside>")[:-9],
    "paragraphs in divs": lambda: nested("<div>", "<p>x</p>", 140),
    "words between divs": lambda: nested("<div>", "x<div>x</div>", 140),
    "divs side by side": lambda: fill("<div><p>x</p></div>", ELEMENTS // 2),
    "quotations in quotations": lambda: nested("<blockquote>", "<p>x</p>", 140),
    "lists in lists": lambda: nested("<ul><li>", "<li>x"),
    "cells in cells": lambda: nested("<table><tr><td>", "<p>x</p>", 36),
    "rows": lambda: fill("<tr><td>x", ELEMENTS // 2),
    "a table": lambda: "<table>" + fill("<tr><td>x", ELEMENTS // 2),
    "cells": lambda: "<table>" + fill("<td>x", ELEMENTS),
    "tables": lambda: fill("<table><td>x</table>", ELEMENTS // 4),
    "words beside cells": lambda: "<table>" + fill("x<tr>", ELEMENTS),
    "spans": lambda: fill("<span style=font-weight:700>x</span>"),
    "bold side by side": lambda: fill("<b>a</b>", ELEMENTS),
    "bold in bold": lambda: nested("<b>", "<i>x</i>", 140),
    "emphasis in turns": lambda: fill("<b>a</b><i>b</i>", ELEMENTS // 2),
    "links": lambda: fill("<a href=x>x</a>", ELEMENTS),
    "links without an end": lambda: fill("<a href=x>x", ELEMENTS),
    "bold without an end": lambda: unclosed(3_000) + fill("<p>a</p>", ELEMENTS - 3_000),
    "bold without an end, at a table": lambda: fill("<b><table></b></table>", ELEMENTS // 2),
    "bold without an end, in cells": lambda: "<table>" + fill("<td><b>x", ELEMENTS // 2),
    "list items of Word": lambda: fill("<p style='mso-list:l0 level2 lfo1'>x</p>"),
    "list items of Word, deeper": lambda: "".join(
        f"<p style='mso-list:l0 level{number % 9 + 1} lfo1'>x</p>" for number in range(6_500)
    ),
    "attributes": lambda: "<p " + " ".join(f"a{n:x}" for n in range(45_000)) + ">x</p>",
    "one long attribute": lambda: f"<p style='{'a:b;' * 70_000}'>x</p>",
    "a quotation mark without an end": lambda: fill('<p a="'),
    "comments": lambda: fill("<!---->"),
    "comments without an end": lambda: fill("<!-- <p>"),
    "entities": lambda: fill("&nbsp;"),
    "ampersands": lambda: fill("&"),
    "angle brackets": lambda: fill("<"),
    "ends without a beginning": lambda: fill("</p>"),
    "script without an end": lambda: fill("<svg>"),
    "one word": lambda: "x" * LONGEST,
    "spaces": lambda: " " * LONGEST,
    "accents in a heading": lambda: f"<h2>{'\u0345' * LONGEST}</h2>"[:LONGEST],
    "deep": lambda: fill("<blockquote>"),
    "deep, behind a quotation mark": lambda: '<x "' + fill("<blockquote>")[:-6],
    "deep, through tables": lambda: fill("<div><table></div></table>"),
}


def store(text: str) -> str:
    """Send the text the whole way and say how it ended."""
    from django.core.exceptions import ValidationError  # noqa: PLC0415 (needs the settings)

    from coaching_site.rich_text.editor.fields import RichTextFormField  # noqa: PLC0415
    from coaching_site.rich_text.editor.widgets import EditorWidget  # noqa: PLC0415
    from coaching_site.rich_text.rendering.renderer import render  # noqa: PLC0415
    from coaching_site.rich_text.tidying.steps import tidy  # noqa: PLC0415

    field = RichTextFormField()
    try:
        stored = tidy(field.clean(text), "Titel").html
    except ValidationError as error:
        EditorWidget().render("body", field.bound_data(text, ""), {"id": "id_body"})
        return str(error.error_list[0].code)
    render(stored)
    EditorWidget().render("body", stored, {"id": "id_body"})
    return "stored"


def measure(name: str) -> None:
    """Print the line of one text."""
    os.environ.setdefault("SITE_MODE", "development")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coaching_site.settings")
    django.setup()
    from coaching_site.rich_text import embedded  # noqa: PLC0415 (needs the settings)

    image = embedded.EmbeddedImage("/media/images/a.jpg", 1600, 1000, credit="Noor")
    # No database is asked.
    embedded.register_image_finder(lambda ids: dict.fromkeys(ids, image))
    embedded.register_block_finder(lambda ids: dict.fromkeys(ids, "<p>Bel ons.</p>" * 1_000))
    store("<p>a</p>")
    text, before = TEXTS[name](), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    end = store(text)
    seconds = time.process_time() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1_000
    print(f"{seconds:6.2f} s {grown:5} MB  {end:9} {len(text):7}  {name}")  # noqa: T201 (its output)


def main() -> None:
    """Measure each text in a process of its own, so that none leaves memory to another."""
    for name in sys.argv[1:] or TEXTS:
        command = [
            sys.executable,
            "-c",
            f"from benchmarks.tidying import measure; measure({name!r})",
        ]
        subprocess.run(command, check=True)  # noqa: S603 (our own names)


if __name__ == "__main__":
    main()

"""What is pasted into the editor, tidied before it is shown: one rule for paste and saving.

The browser's editor drops what tells that words were hidden, crossed out or drawn as signs before
the server sees them; so the paste comes here first (static/js/editor/paste.js).
"""

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.utils.html import escape
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from coaching_site.rich_text.editor.fields import MAX_LENGTH
from coaching_site.rich_text.editor.links import LinkChoice, link_choice
from coaching_site.rich_text.editor.writers import for_writers
from coaching_site.rich_text.normalising import UnreadableError
from coaching_site.rich_text.own_links import name_own_pages, write_addresses
from coaching_site.rich_text.pasted_pages.offers import offers_for
from coaching_site.rich_text.sanitising import sanitise
from coaching_site.rich_text.tidying.lines import continued
from coaching_site.rich_text.tidying.links import link_addresses, link_alone
from coaching_site.rich_text.tidying.paste import clean_paste
from coaching_site.rich_text.tidying.steps import tidy_pasted
from coaching_site.rich_text.trees import parse, serialise
from coaching_site.text.addresses import address_alone
from coaching_site.text.characters import plain_text


@require_POST
@never_cache
@for_writers
def tidy_paste(request: HttpRequest) -> JsonResponse:
    """Return `html`, or else `text`, as the site would store it, with what was left out in words.

    An address alone that is pasted `over` words that are none comes back as a `link` for them.
    Lines that only stood around it on a web page are still in it; `offers` tells which they are.
    What is too long or cannot be read gets 400: then the editor does what it can.
    """
    html, text, over = (request.POST.get(name, "") for name in ("html", "text", "over"))
    if max(len(html), len(text)) > MAX_LENGTH:
        return JsonResponse({}, status=400)
    alone = _link_of(text)
    pasted = html or html_of_lines(text)
    try:
        source = clean_paste(pasted)
        tidied = tidy_pasted(source)
    except UnreadableError:
        return JsonResponse({}, status=400)
    links_words = alone and over.strip() and not address_alone(over)
    return JsonResponse(
        {
            "html": _with_links(tidied.html, alone),
            "link": asdict(alone) if alone and links_words else None,
            "notices": list(map(str, tidied.notices)),
            "offers": offers_for(source, tidied.html),
        }
    )


def _link_of(text: str) -> LinkChoice | None:
    """Return the link that a pasted text is, if it is an address and nothing else."""
    alone = address_alone(plain_text(text))
    return link_choice(alone.words, alone.link) if alone else None


def _with_links(html: str, alone: LinkChoice | None) -> str:
    """Return a tidy text in which addresses are links, as the editor has them."""
    root = parse(html)
    link_addresses(root)
    if alone and len(root) == 1 and not len(root[0]):
        # A telephone number, which is one only where nothing stands around it.
        link_alone(root[0], alone.href)
    root = parse(name_own_pages(sanitise(serialise(root))))
    write_addresses(root, for_editor=True)
    return serialise(root)


def html_of_lines(text: str) -> str:
    """Return a paragraph for each line; lines that a mail program or a PDF broke are joined."""
    paragraphs: list[str] = []
    for block in plain_text(text).split("\n\n"):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        for line, goes_on in zip(lines, [False, *continued(lines)], strict=False):
            if goes_on:
                paragraphs[-1] += f" {line}"
            else:
                paragraphs.append(line)
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)

"""What is pasted into the editor, tidied before it is shown: one rule for paste and saving.

The browser's editor drops what tells that words were hidden, crossed out or drawn as signs before
the server sees them; so the paste comes here first (static/js/editor/paste.js).
"""

from django.http import HttpRequest, JsonResponse
from django.utils.html import escape
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from coaching_site.rich_text.editor.fields import MAX_LENGTH
from coaching_site.rich_text.normalising import UnreadableError
from coaching_site.rich_text.pasted_pages.offers import offers_for
from coaching_site.rich_text.tidying.lines import continued
from coaching_site.rich_text.tidying.paste import clean_paste
from coaching_site.rich_text.tidying.steps import tidy
from coaching_site.text.characters import plain_text


@require_POST
@never_cache
def tidy_paste(request: HttpRequest) -> JsonResponse:
    """Return `html`, or else `text`, as the site would store it, with what was left out in words.

    Lines that only stood around it on a web page are still in it; `offers` tells which they are.

    What is too long or cannot be read gets 400: then the editor does what it can.
    """
    pasted = request.POST.get("html") or html_of_lines(request.POST.get("text", ""))
    if len(pasted) > MAX_LENGTH:
        return JsonResponse({}, status=400)
    try:
        source = clean_paste(pasted)
        tidied = tidy(source)
    except UnreadableError:
        return JsonResponse({}, status=400)
    return JsonResponse(
        {
            "html": tidied.html,
            "notices": list(map(str, tidied.notices)),
            "offers": offers_for(source, tidied.html),
        }
    )


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

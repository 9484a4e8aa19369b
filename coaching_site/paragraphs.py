"""Plain text of people as HTML."""

import re
from html import escape

from django.utils.safestring import SafeString

LINE_ENDS = re.compile(r"\r\n|\r")
PARAGRAPH_ENDS = re.compile("\n{2,}")


def in_paragraphs(text: str) -> SafeString:
    """Return plain text as Django's `linebreaks` shows it: paragraphs and line ends."""
    paragraphs = PARAGRAPH_ENDS.split(escape(LINE_ENDS.sub("\n", text)))
    shown = [f"<p>{paragraph.replace('\n', '<br>')}</p>" for paragraph in paragraphs]
    return SafeString("\n\n".join(shown))

"""Plain text of people as HTML."""

import pytest

from coaching_site.paragraphs import in_paragraphs


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\nb\r\r\nc", "<p>a<br>b</p>\n\n<p>c</p>"),
        ("<i> & \"'", "<p>&lt;i&gt; &amp; &quot;&#x27;</p>"),
        ("", "<p></p>"),
    ],
)
def test_plain_text_is_shown_in_paragraphs(text: str, shown: str) -> None:
    assert in_paragraphs(text) == shown

"""Plain text of people as HTML."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.paragraphs import escaped, in_paragraphs


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


@given(st.text(alphabet=st.one_of(st.sampled_from("&<>\"'"), st.characters())))
def test_a_text_is_escaped_as_python_does_it(text: str) -> None:
    assert escaped(text) == html.escape(text)

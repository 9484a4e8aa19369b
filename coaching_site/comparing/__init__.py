"""Two versions of a text side by side: which words went, which came, what else changed.

`compare_contents` compares all that a reader sees, `compare_texts` only two texts. What either
returns is shown by the template admin/versions/_comparison.html.
"""

from coaching_site.comparing.contents import FieldDifference, compare_contents
from coaching_site.comparing.texts import BlockDifference, compare_texts, fold

__all__ = ["BlockDifference", "FieldDifference", "compare_contents", "compare_texts", "fold"]

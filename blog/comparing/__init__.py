"""Two versions of an article side by side: which words went, which came, what else changed.

`compare_contents` compares all that a reader sees, `compare_texts` only two texts. What either
returns is shown by the template admin/blog/article/_comparison.html.
"""

from blog.comparing.contents import FieldDifference, compare_contents
from blog.comparing.texts import BlockDifference, compare_texts, fold

__all__ = ["BlockDifference", "FieldDifference", "compare_contents", "compare_texts", "fold"]

"""What scripts of the admin are told: a script element with JSON, listed among the scripts."""

from typing import Any

from django.utils.html import json_script
from django.utils.safestring import SafeString


class ScriptSettings:
    """Stands in a form's media like a script, and once in a page, whoever lists it."""

    element_id: str

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(self.element_id)

    def __html__(self) -> SafeString:
        """Return the element, in the language of the page that it is put into."""
        return json_script(self.values(), self.element_id)

    def values(self) -> dict[str, Any]:
        """Return what the scripts read."""
        raise NotImplementedError

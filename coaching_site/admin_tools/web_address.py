"""The field for the last part of a page's address, with the rest of the address around it."""

from typing import Any

from django.contrib.admin.widgets import AdminTextInputWidget

from coaching_site.http.addresses import absolute
from coaching_site.models.former_addresses import AddressedModel

PLACE = "x"


class WebAddressInput(AdminTextInputWidget):
    """Shows the whole address; only the part that makes a page of its own can be typed."""

    template_name = "admin/widgets/web_address.html"

    def __init__(self, model: type[AddressedModel], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        address = absolute(model(slug=PLACE).get_absolute_url())
        self.before, _place, self.after = address.rpartition(PLACE)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"] |= {"before": self.before, "after": self.after}
        return context

"""The text area of a rich text, which CKEditor takes over."""

from typing import Any

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse_lazy
from js_asset import Script

from coaching_site.rich_text.editor.ckeditor import CONFIG, PLUGINS, TOOLBAR, registered_plugins
from coaching_site.rich_text.embedded import find_images
from coaching_site.rich_text.normalising import UnreadableError
from coaching_site.rich_text.own_links import write_addresses
from coaching_site.rich_text.sanitising import sanitise_readable
from coaching_site.rich_text.trees import numbered, parse, serialise


class EditorWidget(CKEditorWidget):
    """The text area of a rich text; without JavaScript it is a plain one that takes HTML.

    What it is filled with is sanitised: the editor makes live elements of it.
    """

    def __init__(
        self,
        *,
        with_source: bool = False,
        dutch_quotes: bool = False,
        without_plugin: str = "",
        attrs: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(template_name="coaching_site/rich_text/editor.html", attrs=attrs)
        self.plugins = [each for each in registered_plugins() if each.name != without_plugin]
        names = [*PLUGINS, *(plugin.name for plugin in self.plugins)]
        toolbar = list(TOOLBAR)
        if self.plugins:
            toolbar.insert(2, [plugin.button for plugin in self.plugins])
        if with_source:
            names.append("sourcearea")
        self.config = CONFIG | {
            "plugins": ",".join(names),
            "toolbar": toolbar,
            "mediaUrl": settings.MEDIA_URL,
            "pasteAddress": reverse_lazy("admin:tidy_paste"),
            "linksAddress": reverse_lazy("admin:link_choices"),
            "dutchQuotes": dutch_quotes,
            # Menus are documents of their own; the text area is part of the page (css/editor.css).
            "contentsCss": [static("css/tokens.css"), static("css/editor_panel.css")],
        }

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Leave a text that cannot be read in a plain text area, where no element is made of it."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        try:
            context["widget"]["value"] = with_addresses(value or "")
        except UnreadableError:
            context["widget"]["is_plain"] = True
        return context

    @property
    def media(self) -> forms.Media:
        """List the files in the one order in which they work."""
        start = Script(
            "ckeditor/ckeditor-init.js",
            id="ckeditor-init-script",
            **{"data-ckeditor-basepath": settings.CKEDITOR_BASEPATH},
        )
        own = forms.Media(
            css={
                "all": [
                    "ckeditor/ckeditor.css",
                    "css/prose.css",
                    "css/editor.css",
                    "css/admin/link_dialog.css",
                ]
            },
            js=[
                start,
                "ckeditor/ckeditor/ckeditor.js",
                "ckeditor/fixups.js",
                "js/editor/editor.js",
                "js/editor/source.js",
                Script("js/editor/menu.js", type="module"),
                Script("js/editor/links.js", type="module"),
                Script("js/editor/paste.js", type="module"),
                Script("js/editor/caret.js", type="module"),
                Script("js/editor/typing.js", type="module"),
            ],
        )
        return sum((plugin.media for plugin in self.plugins), start=own)


def with_addresses(html: str) -> str:
    """Return the text sanitised, with addresses of what it names by number.

    Of images and of own pages: sanitising takes them out again.

    Raises UnreadableError.
    """
    root = parse(sanitise_readable(html))
    images = numbered(root, "img", "data-image")
    found = find_images({number for number, _image in images})
    for number, image in images:
        if number in found:
            image.set("src", found[number].address)
            image.set("width", str(found[number].width))
            image.set("height", str(found[number].height))
    write_addresses(root, for_editor=True)
    return serialise(root)

"""How CKEditor 4 is set up; static/js/editor/editor.js and static/css/editor.css know the rest of it.

Why this editor, what is known against it and how that is kept out: docs/decisions/ckeditor.md.
"""

from typing import Any

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from js_asset import Script

from coaching_site.rich_text.filling import shown_in_editor
from coaching_site.rich_text.parsing import UnreadableError

# Named one by one, because the build that django-ckeditor ships turns on everything else.
PLUGINS = (
    "a11yhelp", "basicstyles", "blockquote", "clipboard", "contextmenu", "divarea", "enterkey",
    "entities", "fakeobjects", "format", "indentlist", "lineutils", "link", "list", "notification",
    "pastefromgdocs", "pastefromlibreoffice", "pastefromword", "pastetext", "tab", "table",
    "tableselection", "tabletools", "toolbar", "undo", "widget", "widgetselection",
)  # fmt: skip
TOOLBAR = [
    ["Format"],
    ["Bold", "Italic"],
    ["BulletedList", "NumberedList", "Blockquote"],
    ["Link", "Unlink", "Table"],
    ["Undo", "Redo"],
]
# The editor's own filter: what it throws away is not even shown. The server has the last word, and
# gives headings of other levels (h1 of a pasted page) a level that the site has.
ALLOWED_CONTENT = (
    "p h1 h2 h3 h4 h5 h6 blockquote ul li strong em sup sub br hr;"
    "table caption thead tbody tr figure figcaption; ol[start,type]; a[!href,title];"
    "th[colspan,rowspan,scope]; td[colspan,rowspan];"
    "img[!data-image,alt,src,width,height]; aside[!data-block]"
)
CONFIG: dict[str, Any] = {
    "plugins": ",".join(PLUGINS),
    "customConfig": "",
    "stylesSet": False,
    "toolbar": TOOLBAR,
    "toolbarCanCollapse": False,
    "format_tags": "p;h2;h3;h4",
    "allowedContent": ALLOWED_CONTENT,
    "pasteFilter": None,  # bold and slanted spans become `strong` and `em`, the rest is dropped
    "pasteFromWordPromptCleanup": False,
    "pasteFromWord_inlineImages": False,
    "clipboard_handleImages": False,
    "entities": False,
    "basicEntities": True,
    "versionCheck": False,
    "disableNativeSpellChecker": False,
    "title": False,
    "removeDialogTabs": "link:upload;link:advanced;link:target;table:advanced",
    "linkDefaultProtocol": "https://",
    "dialog_noConfirmCancel": True,
    "dialog_backgroundCoverColor": "rgb(20, 26, 26)",
    "defaultLanguage": "nl",
    "height": "auto",
    # Read by static/js/editor/editor.js.
    "mediaUrl": settings.MEDIA_URL,
    "words": {
        "tag_p": _("Text"),
        "tag_h2": _("Heading"),
        "tag_h3": _("Subheading"),
        "tag_h4": _("Small heading"),
        "imagesLeftOut": _("Pictures from elsewhere were left out"),
        "belowHeading": _("below the heading “{heading}”"),
        "after": _("after “{words}”"),
        "atTheBeginning": _("at the beginning"),
        "morePlaces": _("and in more places"),
        "linkKind": _("Kind of link"),
        "linkText": _("Words that readers press"),
        "webAddress": _("Web address"),
        "beginsWith": _("Begins with"),
    },
}


# What other apps put into the editor: each a plugin, its button and the files that make it.
_additions: list[tuple[str, str, forms.Media]] = []


def add_to_editor(plugin: str, button: str, media: forms.Media) -> None:
    """Give every editor a plugin of our own, which the files in `media` define."""
    _additions.append((plugin, button, media))


class EditorWidget(CKEditorWidget):
    """The text area of a rich text; without JavaScript it is a plain one that takes HTML.

    What it is filled with is sanitised: the editor makes live elements of it.
    """

    def __init__(
        self,
        *,
        with_source: bool = False,
        without: str = "",
        attrs: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(template_name="coaching_site/rich_text/editor.html", attrs=attrs)
        self.additions = [addition for addition in _additions if addition[0] != without]
        plugins = [name for name, *_ in self.additions]
        buttons = [name for _, name, _ in self.additions]
        self.config = CONFIG | {"mediaUrl": settings.MEDIA_URL}
        # Menus are documents of their own; the text area is part of the page (css/editor.css).
        self.config["contentsCss"] = [static("css/tokens.css"), static("css/editor_panel.css")]
        self.config["plugins"] = ",".join([*PLUGINS, *plugins])
        self.config["toolbar"] = [*TOOLBAR[:2], *([buttons] if buttons else []), *TOOLBAR[2:]]
        if with_source:
            self.config["plugins"] += ",sourcearea"
            self.config["toolbar"] = [*self.config["toolbar"], ["Source"]]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Leave a text that cannot be read in a plain text area, where no element is made of it."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        try:
            context["widget"]["value"] = shown_in_editor(value or "")
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
            css={"all": ["ckeditor/ckeditor.css", "css/prose.css", "css/editor.css"]},
            js=[
                start,
                "ckeditor/ckeditor/ckeditor.js",
                "ckeditor/fixups.js",
                "js/editor/editor.js",
            ],
        )
        return sum((media for *_, media in self.additions), start=own)

"""How CKEditor 4 is set up; static/js/editor/ and static/css/editor.css know the rest of it.

Why this editor, what is known against it and how that is kept out: docs/decisions/ckeditor.md.
"""

from dataclasses import dataclass
from typing import Any

from django.forms import Media
from django.utils.translation import gettext_lazy as _

# Named one by one, because the build that django-ckeditor ships turns on everything else. `links`
# is our own (static/js/editor/links.js).
PLUGINS = (
    "a11yhelp", "basicstyles", "blockquote", "clipboard", "contextmenu", "divarea", "enterkey",
    "entities", "format", "indentlist", "lineutils", "links", "list", "notification",
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
    "table caption thead tbody tr figure figcaption; ol[start,type]; a[!href,title,data-link];"
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
    "removeDialogTabs": "table:advanced",
    "dialog_noConfirmCancel": True,
    "dialog_backgroundCoverColor": "rgb(20, 26, 26)",
    "defaultLanguage": "nl",
    "height": "auto",
    # Read by static/js/editor/editor.js.
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
        "pasteIsComing": _("What you pasted is on its way. You can type on."),
        "link": _("Link"),
        "unlink": _("Take the link away"),
        "linkTitle": _("Where does the link lead?"),
        "linkField": _("Words of a title, or an address"),
        "linkHelp": _("For example: www.school.com, name@school.com or 06 12345678."),
        "linkChoices": _("What can be linked"),
        "linkFound": _("{count} found"),
        "linkNothing": _("No page has these words in its title, and they are no address."),
        "linkGone": _("The page of this link is not there any more."),
        "linkUnreachable": _("The site cannot be asked right now. Try again."),
        "linkDone": _("Place the link"),
        "cancel": _("Cancel"),
        "source": _("Source (HTML)"),
    },
}


@dataclass(frozen=True, slots=True)
class EditorPlugin:
    """A plugin of our own with its button, and the files that define it."""

    name: str
    button: str
    media: Media


_plugins: dict[str, EditorPlugin] = {}


def register_editor_plugin(name: str, button: str, media: Media) -> None:
    """Give every editor a plugin of our own, which the files in `media` define."""
    _plugins[name] = EditorPlugin(name, button, media)


def registered_plugins() -> list[EditorPlugin]:
    """Return the plugins that the apps registered."""
    return list(_plugins.values())

"""Which files of the packages are served, and under which names.

Of CKEditor only what the editor here loads.

Its package ships 68 plugins, and most of what is known against CKEditor 4 is in those that nobody
uses here (docs/decisions/ckeditor.md). What is not served cannot be called, by accident or else.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

CKEDITOR = "ckeditor/"
USED = re.compile(
    r"ckeditor/(?:"
    r"ckeditor-init\.js|fixups\.js|ckeditor\.css|"
    r"ckeditor/(?:"
    r"ckeditor\.js|LICENSE\.md|lang/(?:nl|en)\.js|skins/moono-lisa/.+|"
    r"plugins/(?:icons(?:_hidpi)?\.png|divarea/plugin\.js|a11yhelp/dialogs/a11yhelp\.js|"
    r"a11yhelp/dialogs/lang/(?:nl|en)\.js|clipboard/dialogs/.+|dialog/.+|"
    r"pastefrom(?:gdocs|libreoffice|word)/filter/.+|pastetools/filter/.+|"
    r"table/dialogs/.+|tableselection/.+|tabletools/dialogs/.+|widget/images/.+)"
    r"))"
)


class UsedFilesFinder(AppDirectoriesFinder):
    """Django's finder without the parts of CKEditor that the editor never loads."""

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        for path, storage in super().list(ignore_patterns):
            if is_used(path):
                yield path, storage

    def find(self, path: str, find_all: Any = False) -> Any:
        return super().find(path, find_all=find_all) if is_used(path) else []


def is_used(path: str) -> bool:
    """Tell whether a static file is served."""
    path = posixpath.normpath(path.replace("\\", "/"))
    return not path.startswith(CKEDITOR) or USED.fullmatch(path) is not None


class HashedFilesStorage(CompressedManifestStaticFilesStorage):
    """Names each file after what it holds, also where one script module imports another.

    Otherwise a browser could run a new module together with an old one that it kept.
    """

    support_js_module_import_aggregation = True

"""Who uses the editor: what it asks the server is answered to nobody else."""

from collections.abc import Callable
from functools import wraps

from django.apps import apps
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from coaching_site.rich_text.editor.admin import RichTextAdmin

type View = Callable[[HttpRequest], HttpResponse]


def for_writers(view: View) -> View:
    """Answer 403 to who may write no text, since answers tell of pages that readers do not see."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        if not may_write(request):
            raise PermissionDenied
        return view(request)

    return answer


def may_write(request: HttpRequest) -> bool:
    """Tell whether this person may begin or change a text of any kind."""
    admins = map(site.get_model_admin, filter(site.is_registered, apps.get_models()))
    return any(
        admin.has_add_permission(request) or admin.has_change_permission(request)
        for admin in admins
        if isinstance(admin, RichTextAdmin)
    )

"""The page on which whoever asked decides whether others may read her question."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coaching_site.forms.form_pages import form_page
from coaching_site.limits.answers import patch_retry_after
from coaching_site.security.signed_links import unlisted
from contact.examples.links import EXAMPLES
from contact.forms.examples import ChangingForm
from contact.models import Example
from contact.models.inquiries.examples import ExampleNotWaitingError

AGREE, CHANGE, TAKE_DOWN = "agree", "change", "take-down"
MEANWHILE = "intussen"


@form_page
@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def example_own(request: HttpRequest, token: str) -> HttpResponse:
    """Show the words that are proposed, and take her yes, her change or her no."""
    numbers = EXAMPLES.read(token)
    examples = Example.objects.select_related("article", "inquiry")
    example = examples.filter(pk__in=numbers or []).first()
    if example is None:
        status = HTTPStatus.NOT_FOUND
        return render(request, "contact/inquiries/own/link_gone.html", status=status)
    step = request.POST.get("step", "")
    form = ChangingForm(request, example, is_sent=step == CHANGE)
    try:
        if step == AGREE:
            example.agree(request.POST.get("wording", ""))
        elif step == TAKE_DOWN:
            example.take_down(by=None)
        if step in (AGREE, TAKE_DOWN) or (form.is_valid() and form.submit()):
            return redirect(request.path)
    except ExampleNotWaitingError:
        return redirect(f"{request.path}?{MEANWHILE}=")
    context = {"example": example, "form": form, "is_other": MEANWHILE in request.GET}
    response = render(request, "contact/examples/own.html", context, status=form.status)
    patch_retry_after(response, form.wait)
    return response

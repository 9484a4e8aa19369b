"""The page of whoever asked: what was said, more to say, her data, and taking it all back."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from coaching_site.forms.form_pages import form_page
from coaching_site.limits.answers import patch_retry_after
from coaching_site.security.signed_links import unlisted
from contact.conversations.links import ASKERS
from contact.conversations.own_data import own_data
from contact.forms.own_inquiries import AddingForm, NewLinkForm
from contact.models import Inquiry, InquiryGoneError, KeepingTerms

DONE = "gedaan"
ADD, WITHDRAW = "add", "withdraw"


@form_page
@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def inquiry_own(request: HttpRequest, token: str) -> HttpResponse:
    """Show a request to who asked, take what she adds, or erase it all."""
    inquiry = _own(token)
    if inquiry is None:
        return _link_gone(request)
    step = request.POST.get("step", "")
    form = AddingForm(request, inquiry, is_sent=step == ADD)
    try:
        if step == WITHDRAW:
            inquiry.withdraw()
            return render(request, "contact/inquiries/own/withdrawn.html")
        if form.is_valid() and form.submit():
            return redirect(f"{request.path}?{DONE}={ADD}")
    except InquiryGoneError:
        return _link_gone(request)
    context = {
        "inquiry": inquiry,
        "messages_so_far": inquiry.messages.for_asker(),
        "form": form,
        "done": request.GET.get(DONE, ""),
        "erased_on": inquiry.erased_on(KeepingTerms.load()),
    }
    response = render(request, "contact/inquiries/own/detail.html", context, status=form.status)
    patch_retry_after(response, form.wait)
    return response


@unlisted
@require_safe
def inquiry_own_data(request: HttpRequest, token: str) -> HttpResponse:
    """Show to who asked what is kept of her."""
    inquiry = _own(token)
    if inquiry is None:
        return _link_gone(request)
    context = {"inquiry": inquiry, "messages_so_far": inquiry.messages.for_asker()}
    response = render(request, "contact/inquiries/own/data.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


@unlisted
@require_safe
def inquiry_own_json(request: HttpRequest, token: str) -> HttpResponse:
    """Give who asked what is kept of her, as a file that programs read."""
    inquiry = _own(token)
    if inquiry is None:
        return _link_gone(request)
    response = JsonResponse(own_data(inquiry), json_dumps_params={"indent": 2})
    response["Content-Disposition"] = f'attachment; filename="{inquiry.reference}.json"'
    response["Referrer-Policy"] = "no-referrer"
    return response


@form_page
@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def inquiry_new_link(request: HttpRequest) -> HttpResponse:
    """Mail new links to an address; what is said is the same whether or not it is known."""
    form = NewLinkForm(request)
    if form.is_valid() and form.submit():
        return redirect(f"{request.path}?{DONE}=")
    is_done = DONE in request.GET and not form.is_bound
    context = {"form": form, "is_done": is_done}
    response = render(request, "contact/inquiries/own/new_link.html", context, status=form.status)
    patch_retry_after(response, form.wait)
    return response


def _own(token: str) -> Inquiry | None:
    return Inquiry.objects.select_related("offer", "article").behind(ASKERS.read(token))


def _link_gone(request: HttpRequest) -> HttpResponse:
    """Say that a link leads nowhere, and nothing about why: one answer for all that does not."""
    return render(request, "contact/inquiries/own/link_gone.html", status=HTTPStatus.NOT_FOUND)

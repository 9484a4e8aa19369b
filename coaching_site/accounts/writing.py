"""The page on which somebody says how the editor goes along with her."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from coaching_site.accounts.forms import WritingForm
from coaching_site.accounts.signed_in import account_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def writing(request: HttpRequest) -> HttpResponse:
    """Show and store what the own account asks of the editor."""
    typed = request.POST if request.method == "POST" else None
    form = WritingForm(typed, instance=account_of(request))
    if form.is_valid():
        form.instance.save(update_fields=form.changed_data)
        messages.success(request, gettext("Saved. It holds for every text that you open from now."))
        return redirect("account_writing")
    return render(request, "account/writing.html", {"form": form})

"""Who else has an article open, and whether somebody saved it since: asked by the open form."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from blog.admin.articles.access import can_view, requires
from blog.models import Article, Presence
from coaching_site.accounts.models import User
from coaching_site.accounts.signed_in import account_of
from coaching_site.admin_tools.clean_input import KEY
from coaching_site.time.moments import in_short


@require_POST
@requires(can_view)
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody has the form open, or closed it; say who else has, and what is new."""
    article = get_object_or_404(Article.objects.only("pk"), pk=pk)
    user = account_of(request)
    if "leaving" in request.POST:
        Presence.objects.filter(article=article, user=user).delete()
        return HttpResponse(status=204)
    Presence.objects.see(user, article)
    others = [others_in_words(presence) for presence in Presence.objects.beside(user, article)]
    return JsonResponse({"others": others, "newer": newer_in_words(request, article, user)})


def others_in_words(presence: Presence) -> str:
    """Say who has the article open, and since when."""
    words = {"name": str(presence.user), "moment": in_short(presence.opened_at)}
    return gettext("%(name)s has this article open too, since %(moment)s.") % words


def newer_in_words(request: HttpRequest, article: Article, user: User) -> dict[str, str] | None:
    """Say who saved a newer version than the one in the open form, and where they are compared."""
    based_on = request.POST.get("based_on", "")
    newer = article.versions.without_content().select_related("created_by").first()
    if newer is None or not KEY.fullmatch(based_on) or newer.number <= int(based_on):
        return None
    said = {"name": newer.created_by or gettext("Somebody"), "number": newer.number}
    if newer.created_by == user:
        words = gettext("You saved version %(number)s in another tab.") % said
    else:
        words = gettext("%(name)s saved version %(number)s just now.") % said
    numbers = {"old": int(based_on), "new": newer.number}
    address = reverse("admin:blog_article_compare", args=[article.pk], query=numbers)
    return {"words": words, "address": address}

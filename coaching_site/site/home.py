"""The front page; like the addresses, it knows both the blog and what can be asked for."""

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from blog.cards import latest_cards
from blog.models.topics import all_topics
from blog.page_cache import ARTICLE_CARDS
from blog.presenters.cards import cards
from blog.presenters.lists import topic_list
from coaching_site.frame import Frame
from coaching_site.models import SiteSettings
from coaching_site.page_cache.decorators import cached_page
from coaching_site.paragraphs import in_paragraphs
from coaching_site.pieces import BLANK, fill_piece
from contact.models.offers import visible_offers
from contact.presenters import offer_cards


@cached_page(depends_on=[ARTICLE_CARDS])
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Introduce the practice, what it offers and what was written last."""
    frame = Frame(request)
    return frame.response(
        "coaching_site/home.html",
        introduction=in_paragraphs(frame.settings.introduction),
        coach=_coach(frame.settings),
        offers=offer_cards(visible_offers(), heading="h3"),
        articles=cards(latest_cards(), heading="h3", first_is_large=True),
        topics=topic_list(all_topics()) or BLANK,
    )


def _coach(settings: SiteSettings) -> SafeString:
    """Introduce the coach, where there is something to show."""
    if not settings.portrait and not settings.about_coach:
        return BLANK
    return fill_piece(
        "coaching_site/_coach.html",
        portrait=settings.portrait.url if settings.portrait else "",
        width=settings.portrait_width,
        height=settings.portrait_height,
        description=settings.portrait_description or BLANK,
        name=settings.coach_name,
        about=in_paragraphs(settings.about_coach) if settings.about_coach else BLANK,
    )

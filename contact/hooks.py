"""What contact gives to the other apps: offers below articles, and what waits on the admin home."""

from typing import Any

from django.utils.translation import ngettext_lazy

from blog.article_ends import register_article_end
from blog.conversations.answering_privately import PrivateAnswers, register_private_answers
from blog.models import Article
from blog.private_questions import register_private_questions
from coaching_site.personal_data.holdings import register_holding, register_single_things
from coaching_site.rich_text.own_links import LinkKind, register_link_kind
from coaching_site.waiting import filtered_changelist, register_waiting
from contact.models import Example, ExampleState, Inquiry, Offer
from contact.personal_data import ONE_BY_ONE, REQUESTS
from contact.private_questions import ask_instead_of_comment, withdraw_inquiry_of


def register() -> None:
    """Let texts link offers, put these below articles, and count the inquiries.

    Each inquiry waits in one of three counts.
    """
    register_link_kind(
        LinkKind(
            "offer",
            Offer,
            "offer_detail",
            Offer.formerly,
            Offer.objects.all,
            Offer.objects.visible,
            lambda offer: "" if offer.is_visible else offer.state.label,
        )
    )
    register_article_end("contact/examples/_below_article.html", _examples_of)
    register_article_end("contact/offers/_asides.html", _offers_of)
    register_private_questions("inquiry_from_comment")
    register_private_answers(PrivateAnswers(ask_instead_of_comment, withdraw_inquiry_of))
    register_holding(REQUESTS)
    register_single_things(ONE_BY_ONE)
    register_waiting(
        ngettext_lazy(
            "%(count)d request past its answer date",
            "%(count)d requests past their answer date",
            "count",
        ),
        count=lambda request: Inquiry.objects.overdue().count(),
        address=filtered_changelist("contact.Inquiry", answer="overdue"),
        permission="contact.view_inquiry",
        order=10,
        urgent=True,
    )
    register_waiting(
        ngettext_lazy("%(count)d request to answer", "%(count)d requests to answer", "count"),
        count=lambda request: Inquiry.objects.unanswered_in_time().count(),
        address=filtered_changelist("contact.Inquiry", answer="waiting"),
        permission="contact.view_inquiry",
        order=15,
    )
    register_waiting(
        ngettext_lazy(
            "%(count)d request to which something was added",
            "%(count)d requests to which something was added",
            "count",
        ),
        count=lambda request: Inquiry.objects.added_to().count(),
        address=filtered_changelist("contact.Inquiry", answer="added"),
        permission="contact.view_inquiry",
        order=16,
    )


def _examples_of(article: Article) -> dict[str, Any]:
    placed = Example.objects.filter(article=article, state=ExampleState.PLACED)
    return {"examples": placed.order_by("state_changed_at", "pk")}


def _offers_of(article: Article) -> dict[str, Any]:
    return {"offers": Offer.objects.for_article(article), "article": article}

"""What is kept of somebody's request, for herself: every column that is hers, and no note."""

from typing import Any

from contact.models import Example, Inquiry, MessageKind


def own_data(inquiry: Inquiry) -> dict[str, Any]:
    """Return it by name, in the order in which it was asked; moments as Django's JSON has them."""
    return {
        "reference": inquiry.reference,
        "asked_at": inquiry.created_at,
        "name": inquiry.name,
        "mail_address": inquiry.email,
        "telephone": inquiry.telephone,
        "school": inquiry.school,
        "role": inquiry.get_role_display(),
        "offer": inquiry.offer.title if inquiry.offer else "",
        "article": inquiry.article.title if inquiry.article else "",
        "question": inquiry.text,
        "likes_to_be_answered": inquiry.get_preferred_contact_display(),
        "consent": inquiry.consent_text,
        "consented_at": inquiry.consented_at,
        "state": inquiry.get_state_display(),
        "answer_promised_by": inquiry.answer_due,
        "example": _example_of(inquiry),
        "messages": [
            {
                "at": message.at,
                "from": "you" if message.kind == MessageKind.FROM_ASKER else "practice",
                "text": message.text,
            }
            for message in inquiry.messages.all()
            if message.kind != MessageKind.NOTE
        ],
    }


def _example_of(inquiry: Inquiry) -> dict[str, Any] | None:
    """Return what of it others may read, or are to be let; None without an example."""
    example: Example | None = getattr(inquiry, "example", None)
    if example is None:
        return None
    return {
        "question": example.question,
        "answer": example.answer,
        "state": example.get_state_display(),
    }

"""What happened to an inquiry, in the order in which it did."""

from itertools import chain

from contact.models import Inquiry, InquiryEvent, InquiryMessage
from contact.models.inquiries.choices import TOLD_BY_MESSAGES


def timeline_of(inquiry: Inquiry) -> list[InquiryMessage | InquiryEvent]:
    """Return its messages, notes and events; what a message says itself is no event beside it."""
    messages = inquiry.messages.select_related("author")
    events = inquiry.events.exclude(kind__in=TOLD_BY_MESSAGES).select_related("by")
    return sorted(chain(messages, events), key=lambda each: each.at)

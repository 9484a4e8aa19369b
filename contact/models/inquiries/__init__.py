"""Inquiries: what somebody asked, what was said about it, and how far the practice has come."""

from contact.models.inquiries.choices import (
    InquiryEventKind,
    InquiryState,
    Outcome,
    PreferredContact,
    Role,
)
from contact.models.inquiries.events import InquiryEvent
from contact.models.inquiries.examples import Example, ExampleNotWaitingError, ExampleState
from contact.models.inquiries.inquiry import Inquiry
from contact.models.inquiries.messages import InquiryMessage, MessageKind
from contact.models.inquiries.steps import (
    InquiryGoneError,
    NewerMessageError,
    StepNotPossibleError,
)

__all__ = [
    "Example",
    "ExampleNotWaitingError",
    "ExampleState",
    "Inquiry",
    "InquiryEvent",
    "InquiryEventKind",
    "InquiryGoneError",
    "InquiryMessage",
    "InquiryState",
    "MessageKind",
    "NewerMessageError",
    "Outcome",
    "PreferredContact",
    "Role",
    "StepNotPossibleError",
]

"""What can be asked for, and who asked."""

from contact.models.closed_periods import ClosedPeriod
from contact.models.inquiries import (
    Example,
    ExampleNotWaitingError,
    ExampleState,
    Inquiry,
    InquiryEvent,
    InquiryEventKind,
    InquiryGoneError,
    InquiryMessage,
    InquiryState,
    MessageKind,
    NewerMessageError,
    Outcome,
    PreferredContact,
    Role,
    StepNotPossibleError,
)
from contact.models.keeping import ErasedBecause, ErasedInquiry, KeepingTerms
from contact.models.offers import Offer, OfferContent, OfferVersion
from contact.models.saved_lists import SavedList

__all__ = [
    "ClosedPeriod",
    "ErasedBecause",
    "ErasedInquiry",
    "Example",
    "ExampleNotWaitingError",
    "ExampleState",
    "Inquiry",
    "InquiryEvent",
    "InquiryEventKind",
    "InquiryGoneError",
    "InquiryMessage",
    "InquiryState",
    "KeepingTerms",
    "MessageKind",
    "NewerMessageError",
    "Offer",
    "OfferContent",
    "OfferVersion",
    "Outcome",
    "PreferredContact",
    "Role",
    "SavedList",
    "StepNotPossibleError",
]

"""What can be asked for, and who asked."""

from contact.models.closed_periods import ClosedPeriod
from contact.models.erased_inquiries import ErasedBecause, ErasedInquiry
from contact.models.inquiries import Inquiry
from contact.models.inquiry_choices import (
    InquiryEventKind,
    InquiryState,
    Outcome,
    PreferredContact,
    Role,
)
from contact.models.inquiry_events import InquiryEvent
from contact.models.inquiry_messages import InquiryMessage, MessageKind
from contact.models.inquiry_steps import InquiryGoneError, NewerMessageError, StepNotPossibleError
from contact.models.keeping_terms import KeepingTerms
from contact.models.offers import Offer, OfferContent, OfferVersion
from contact.models.saved_lists import SavedList

__all__ = [
    "ClosedPeriod",
    "ErasedBecause",
    "ErasedInquiry",
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

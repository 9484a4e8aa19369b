"""How long requests are kept, and what is left of them after that."""

from contact.models.keeping.erased_inquiries import ErasedBecause, ErasedInquiry
from contact.models.keeping.terms import KeepingTerms

__all__ = ["ErasedBecause", "ErasedInquiry", "KeepingTerms"]

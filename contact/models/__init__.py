"""What can be asked for, and who asked."""

from contact.models.offers import Offer

__all__ = ["Offer"]

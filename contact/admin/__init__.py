"""What the practice offers, who asks for it, and when nobody answers."""

from contact.admin import closed_periods, examples, keeping, offers
from contact.admin.inquiries import inquiry_admin as inquiries

__all__ = ["closed_periods", "examples", "inquiries", "keeping", "offers"]

"""What the practice offers, who asks for it, and when nobody answers."""

from contact.admin import closed_periods, inquiries, keeping, offers

__all__ = ["closed_periods", "inquiries", "keeping", "offers"]

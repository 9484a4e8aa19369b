"""Accounts, and what is remembered of attempts to get into them."""

from coaching_site.accounts.models.sign_in_events import SignInEvent
from coaching_site.accounts.models.users import User
from coaching_site.accounts.models.wrong_tries import WrongTries

__all__ = ["SignInEvent", "User", "WrongTries"]

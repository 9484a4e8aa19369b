"""How accounts behave here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Closed: accounts are made in the admin, by invitation of the practice."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

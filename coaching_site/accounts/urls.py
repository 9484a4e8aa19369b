"""Addresses below /account/: signing in, passwords and the second factor.

Allauth's sign-up and its list of mail addresses have no address here: accounts and their one mail
address are managed in the admin.
"""

from allauth.account import views as account
from allauth.mfa.webauthn.views import login_webauthn
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from coaching_site.accounts.writing import writing
from coaching_site.limits.limit import MINUTE, Limit
from coaching_site.limits.visits import limited

# Whoever asks a question for a passkey is given a session, which is a row.
passkey_sign_in = limited(Limit("passkey sign-in", 30, MINUTE))(login_webauthn)

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index"), name="account_index"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("writing/", writing, name="account_writing"),
    path("2fa/webauthn/login/", passkey_sign_in, name="mfa_login_webauthn"),
    path("2fa/", include("allauth.mfa.urls")),
]

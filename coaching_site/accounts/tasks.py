"""Jobs of accounts: mailing a link to a new password, and forgetting who tried to get in."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from coaching_site.accounts.models import SignInEvent, User, WrongTries
from coaching_site.accounts.passwords.links import LINK_JOB, PasswordLinkForm

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=5)


@app.task(name=LINK_JOB, retry=AGAIN)
@transaction.atomic
def mail_password_link(account_id: int) -> None:
    """Mail the link to the owner of an account, if there is one who may have it."""
    account = User.objects.filter(pk=account_id).first()
    form = PasswordLinkForm({"email": account.email if account else ""})
    if form.is_valid():
        form.save(None)


@app.periodic(cron="47 * * * *")
@app.task(name="forget_sign_ins", queueing_lock="forget_sign_ins")
def forget_sign_ins(timestamp: int) -> None:
    """Erase the log of sign-ins after its time, and tries that make nobody wait any more."""
    SignInEvent.objects.past_keeping().delete()
    WrongTries.objects.forgotten().delete()

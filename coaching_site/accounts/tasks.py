"""Jobs that forget who tried to get in."""

from procrastinate.contrib.django import app

from coaching_site.accounts.models import SignInEvent, WrongTries


@app.periodic(cron="47 * * * *")
@app.task(name="forget_sign_ins", queueing_lock="forget_sign_ins")
def forget_sign_ins(timestamp: int) -> None:
    """Erase the log of sign-ins after its time, and tries that make nobody wait any more."""
    SignInEvent.objects.past_keeping().delete()
    WrongTries.objects.forgotten().delete()

"""A link to a new password, as its owner gets it: asked for on the site, mailed by the worker."""

from typing import Any

from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from coaching_site.accounts.passwords.links import LINK_JOB
from coaching_site.accounts.tasks import mail_password_link


def ask_for_link(client: Client, address: str, **request: Any) -> Any:
    """Ask for it and have the job done that this leaves, once; return the answer of the site."""
    jobs = ProcrastinateJob.objects.filter(task_name=LINK_JOB).order_by("-pk")
    before = jobs.count()
    answer = client.post(reverse("account_reset_password"), {"email": address}, **request)
    for job in jobs[: jobs.count() - before]:
        mail_password_link(**job.args)
    return answer

"""The words that an inquiry is described with."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """Who asks, as somebody at a school says it."""

    TEACHER = "teacher", _("teacher")
    SUPERVISOR = "supervisor", _("internal supervisor")
    SCHOOL_LEADER = "school_leader", _("school leader")
    PARENT = "parent", _("parent")
    OTHER = "other", pgettext_lazy("role", "something else")


class PreferredContact(models.TextChoices):
    """How somebody likes to be answered."""

    EMAIL = "email", _("by mail")
    TELEPHONE = "telephone", _("by telephone")


class InquiryState(models.TextChoices):
    """How far a request has come."""

    NEW = "new", pgettext_lazy("inquiry", "new")
    IN_CONVERSATION = "in_conversation", pgettext_lazy("inquiry", "in conversation")
    PLANNED = "planned", pgettext_lazy("inquiry", "planned")
    CLOSED = "closed", pgettext_lazy("inquiry", "closed")


class Outcome(models.TextChoices):
    """How a request ended."""

    COMPLETED = "completed", pgettext_lazy("outcome", "carried out")
    REFERRED = "referred", pgettext_lazy("outcome", "referred to somebody else")
    WITHDRAWN = "withdrawn", pgettext_lazy("outcome", "called off by the asker")
    UNREACHABLE = "unreachable", pgettext_lazy("outcome", "no answer any more")
    NOT_A_REQUEST = "not_a_request", pgettext_lazy("outcome", "not a request")


class InquiryEventKind(models.TextChoices):
    """What can happen to a request."""

    SUBMITTED = "submitted", pgettext_lazy("event", "asked")
    ASSIGNED = "assigned", pgettext_lazy("event", "assigned")
    CONVERSATION_STARTED = "conversation_started", pgettext_lazy("event", "conversation started")
    PLANNED = "planned", pgettext_lazy("event", "planned")
    CLOSED = "closed", pgettext_lazy("event", "closed")
    REOPENED = "reopened", pgettext_lazy("event", "opened again")
    KEPT_LONGER = "kept_longer", pgettext_lazy("event", "kept longer")
    REPLIED = "replied", pgettext_lazy("event", "answer sent")
    NOTED = "noted", pgettext_lazy("event", "note written")
    ADDED = "added", pgettext_lazy("event", "the asker added something")
    EXAMPLE_PROPOSED = "example_proposed", pgettext_lazy("event", "proposed as an example")
    EXAMPLE_CHANGED = "example_changed", pgettext_lazy("event", "the asker changed the example")
    EXAMPLE_PLACED = "example_placed", pgettext_lazy("event", "placed as an example")
    EXAMPLE_TAKEN_DOWN = (
        "example_taken_down",
        pgettext_lazy("event", "refused or taken down as an example"),
    )


# What a message is noted with: its own words say more wherever both can be read.
TOLD_BY_MESSAGES = {InquiryEventKind.REPLIED, InquiryEventKind.NOTED, InquiryEventKind.ADDED}

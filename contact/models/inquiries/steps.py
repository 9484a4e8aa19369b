"""From where to where an inquiry can go, and what stops somebody who wants to."""

from contact.models.inquiries.choices import InquiryState

# From which states each verb may be called.
STEPS: dict[str, frozenset[str]] = {
    "start_conversation": frozenset({InquiryState.NEW, InquiryState.PLANNED}),
    "plan": frozenset({InquiryState.NEW, InquiryState.IN_CONVERSATION}),
    "close": frozenset({InquiryState.NEW, InquiryState.IN_CONVERSATION, InquiryState.PLANNED}),
    "reopen": frozenset({InquiryState.CLOSED}),
}


def possible_steps(state: str, *, asker_waits: bool) -> list[str]:
    """Return the verbs that a state allows.

    What was added is answered once more, or noted as answered; nobody closes it unread.
    """
    steps = [step for step, states in STEPS.items() if state in states]
    if not asker_waits:
        return steps
    return ["start_conversation", *(step for step in steps if step in {"plan", "reopen"})]


class StepNotPossibleError(Exception):
    """The inquiry has come to another state, perhaps by somebody else's hand a moment ago."""


class InquiryGoneError(StepNotPossibleError):
    """The inquiry was erased meanwhile."""


class NewerMessageError(Exception):
    """Somebody wrote something that who answers has not read yet."""

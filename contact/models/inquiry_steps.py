"""From where to where an inquiry can go, and what stops somebody who wants to."""

from contact.models.inquiry_choices import InquiryState

# From which states each verb may be called.
STEPS: dict[str, frozenset[str]] = {
    "start_conversation": frozenset({InquiryState.NEW, InquiryState.PLANNED}),
    "plan": frozenset({InquiryState.NEW, InquiryState.IN_CONVERSATION}),
    "close": frozenset({InquiryState.NEW, InquiryState.IN_CONVERSATION, InquiryState.PLANNED}),
    "reopen": frozenset({InquiryState.CLOSED}),
}


def possible_steps(state: str, *, asker_waits: bool) -> list[str]:
    """Return the verbs that a state allows; what was added is answered once more."""
    steps = [step for step, states in STEPS.items() if state in states]
    is_added = asker_waits and state == InquiryState.IN_CONVERSATION
    return ["start_conversation", *steps] if is_added else steps


class StepNotPossibleError(Exception):
    """The inquiry has come to another state, perhaps by somebody else's hand a moment ago."""


class InquiryGoneError(StepNotPossibleError):
    """The inquiry was erased meanwhile."""


class NewerMessageError(Exception):
    """Somebody wrote something that who answers has not read yet."""

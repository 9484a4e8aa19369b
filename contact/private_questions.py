"""Comments that the practice answers in private: each becomes a request, told to its writer."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from blog.conversations.answering_privately import NotPrivateError
from blog.models import Comment
from contact.inquiry_mails import announce_instead_of_comment
from contact.models import Inquiry, InquiryState, Role
from contact.models.keeping.private_comments import submission_of


def ask_instead_of_comment(comment: Comment) -> None:
    """Store a comment as a request. Raises NotPrivateError where nobody could be answered."""
    if not comment.email:
        raise NotPrivateError(_("This comment has no mail address to answer to."))
    with translation.override(settings.LANGUAGE_CODE):
        consent = _("Written as a comment on the site; the practice answers it in private.")
    Inquiry.submit(
        submission=submission_of(comment),
        consent_text=consent,
        tell=announce_instead_of_comment,
        consented_at=comment.created_at,
        name=comment.name,
        email=comment.email,
        role=Role.OTHER,
        text=comment.text,
        read_first=comment.read_first,
        article=comment.article,
    )


def withdraw_inquiry_of(comment: Comment) -> None:
    """Erase the request that a comment became. Raises NotPrivateError once somebody took it up."""
    inquiries = Inquiry.objects.select_for_update().filter(submission=submission_of(comment))
    for inquiry in inquiries:
        is_taken_up = inquiry.state != InquiryState.NEW or inquiry.assignee_id
        if is_taken_up or inquiry.messages.exists():
            raise NotPrivateError(
                _("Somebody has taken up request %(reference)s: it cannot be undone any more.")
                % {"reference": inquiry.reference}
            )
        inquiry.forget_log()
        inquiry.delete()

"""The form with which a guest changes her own comment, as long as that is possible."""

from typing import ClassVar

from django.http import HttpRequest

from blog.forms.comments import CommentForm
from blog.models import Comment
from blog.models.comments import CommentError
from coaching_site.guard.forms import GuardedForm
from coaching_site.limits.limit import HOUR, Limit


class OwnCommentForm(GuardedForm[Comment]):
    """The name and the text, with the care that a new comment gets."""

    model = Comment
    source_limits: ClassVar[tuple[Limit, ...]] = (Limit("changes of comments", 60, HOUR),)

    name = CommentForm.base_fields["name"]
    text = CommentForm.base_fields["text"]

    def __init__(self, request: HttpRequest, comment: Comment, *, is_sent: bool) -> None:
        written = {"name": comment.name, "text": comment.text}
        super().__init__(request, is_sent=is_sent, initial=written)
        self.comment = comment

    def store(self) -> tuple[Comment, bool]:
        """Raises CommentError when it came too late."""
        answers = self.cleaned_data
        self.comment.change(name=answers["name"], text=answers["text"], read_first=self.reads_first)
        return self.comment, True

    def what_is_said(self) -> list[object]:
        return [self.comment.pk, self.cleaned_data["name"], self.cleaned_data["text"]]

    def submit(self) -> Comment | None:
        """Say above the form what came in between; the words are still in it."""
        try:
            return super().submit()
        except CommentError as error:
            self.add_error(None, str(error))
            return None

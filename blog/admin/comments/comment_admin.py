"""Comments as a moderator deals with them: read, decide, answer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import Action, ActionLocation
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.admin.comments import closing, notices, queue, shortening, steps
from blog.admin.comments.decisions import BUTTONS, names_after
from blog.admin.comments.filters import CommentStateFilter, shown_state
from blog.admin.comments.threads import thread_around
from blog.models import Article, Comment, CommentState
from blog.models.article_querysets import TEXT_FIELDS
from blog.models.comments import MAX_TEXT_LENGTH, CommentError
from coaching_site.accounts.signed_in import account_of
from coaching_site.admin_tools.model_admin import SiteModelAdmin
from coaching_site.database.word_search import with_words
from coaching_site.forms.fields import PlainTextField
from coaching_site.forms.spam_traps import opening_time
from coaching_site.forms.submissions import submission_key

EXCERPT_LENGTH = 140
MAIL_PERMISSION = "blog.view_comment_email"
MOST_ARTICLES = 50
ANSWERABLE = {CommentState.PENDING, CommentState.APPROVED}


class AnswerForm(forms.ModelForm):
    """The one thing to type on the page of a comment: an answer in public."""

    answer = PlainTextField(
        label=_("Your answer"), max_length=MAX_TEXT_LENGTH, widget=AdminTextareaWidget
    )

    class Meta:
        model = Comment
        fields: list[str] = []


@admin.register(Comment)
class CommentAdmin(SiteModelAdmin):
    """What waits stands first; the words of others are never changed here."""

    actions = list(BUTTONS.values())
    list_filter = [CommentStateFilter]
    list_select_related = ["article"]
    list_per_page = 50
    ordering = ["-created_at", "-pk"]
    search_fields = ["text", "name", "article__title"]
    view_on_site = False

    class Media:
        css = {"all": ["css/admin/comments.css"]}

    def get_urls(self) -> list[URLPattern]:
        """Add the queue and its steps, which ask for the permission themselves."""
        return [
            self._address("queue/", queue.comment_queue, "queue"),
            self._address("queue/mail/", notices.choose_notices, "notices"),
            self._address("queue/chosen/", steps.decide_chosen, "decide_chosen"),
            self._address("<int:pk>/decide/", steps.decide_comment, "decide"),
            self._address("<int:pk>/shorten/", shortening.shorten_comment, "shorten"),
            self._address("<int:pk>/block/", closing.block_writer, "block"),
            self._address("<int:pk>/close/", closing.close_conversation, "close"),
            *super().get_urls(),
        ]

    def _address(self, route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
        wrapped = self.admin_site.admin_view(view)
        return path(route, wrapped, {"model_admin": self}, name=f"blog_comment_{name}")

    @admin.display(description=_("comment"))
    def excerpt(self, comment: Comment) -> str:
        words = Truncator(comment.text).chars(EXCERPT_LENGTH)
        return gettext("Read first: %(words)s") % {"words": words} if comment.read_first else words

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Head the list with what it holds instead of an order to select something."""
        title = {"title": self.opts.verbose_name_plural}
        return super().changelist_view(request, title | (extra_context or {}))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        """Leave the texts of the articles in the database: those of a list are megabytes."""
        texts = [f"article__{name}" for name in TEXT_FIELDS]
        return super().get_queryset(request).select_related("article").defer(*texts)

    def get_list_display(self, request: HttpRequest) -> Any:
        """Name the state only where the list holds more than one."""
        columns = ["excerpt", "name", "article", "created_at"]
        return columns if shown_state(request) in CommentState else [*columns, "state"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Comment], search_term: str
    ) -> tuple[QuerySet[Comment], bool]:
        """Find words of a comment, and what stands below articles with such a title."""
        if not search_term:
            return queryset, False
        fields = [("name", "text"), *((name,) for name in self._mail_field(request))]
        below = Q(article__in=articles_called(search_term))
        return with_words(queryset, search_term, *fields, otherwise=below), False

    def get_actions(
        self,
        request: HttpRequest,
        action_location: ActionLocation = ActionLocation.CHANGE_LIST,
    ) -> dict[str, Action | None]:
        """Offer only what can follow what the list shows; nothing that waits is deleted there."""
        actions = super().get_actions(request, action_location=action_location)
        if action_location is ActionLocation.CHANGE_FORM:
            return actions
        state = shown_state(request)
        names = names_after(state)
        if state in CommentState and state not in ANSWERABLE:
            names.add("delete_selected")
        return {name: action for name, action in actions.items() if name in names}

    def get_fieldsets(self, request: HttpRequest, obj: Comment | None = None) -> Any:
        """Ask for an answer, where one can be given; what others wrote is only read."""
        return [(_("Answer"), {"fields": ["answer"]})] if self._can_answer(request, obj) else []

    def get_form(
        self, request: HttpRequest, obj: Comment | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Ask for an answer only where one can be given."""
        if self._can_answer(request, obj):
            kwargs["form"] = AnswerForm
        return super().get_form(request, obj, change=change, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Comment, form: Any, change: bool) -> None:
        """Publish the answer; the comment itself is never written from here.

        A double click answers once. A page that is opened anew may say the same once more.
        """
        if "answer" not in form.cleaned_data:
            return
        answer, author = form.cleaned_data["answer"], account_of(request)
        key = submission_key("answer", obj.pk, author.pk, request.POST.get("opened"), answer)
        try:
            with transaction.atomic():
                obj.ensure_read(request.POST.get("seen", ""))
                obj.reply(answer, by=author, submission=key)
        except CommentError as error:
            self.message_user(request, str(error), messages.ERROR)
        else:
            self.message_user(request, gettext("Your answer is on the site."), messages.SUCCESS)

    def response_change(self, request: HttpRequest, obj: Comment) -> HttpResponse:
        """Go on with what waits; what happened was said by `save_model`."""
        return redirect("admin:blog_comment_changelist")

    def form_context(self, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
        """Give the template its buttons, and say what stands in the way of an answer."""
        action_form = context["action_form"]
        names = names_after(context["original"].state)
        choices = action_form.fields["action"].choices if action_form else []
        return {
            "title": self.opts.verbose_name,
            "thread": thread_around(context["original"]),
            "reports": context["original"].reports.all(),
            "events": context["original"].events.select_related("by"),
            "may_decide": self.has_change_permission(request),
            "shows_mail": bool(self._mail_field(request)),
            "action_form": None,
            "decisions": [choice for choice in choices if choice[0] in names],
            "opened": opening_time(),
            "lacks_author": not hasattr(request.user, "author"),
        }

    def _can_answer(self, request: HttpRequest, comment: Comment | None) -> bool:
        return (
            comment is not None
            and comment.state in ANSWERABLE
            and self.has_change_permission(request, comment)
            and hasattr(request.user, "author")
        )

    def _mail_field(self, request: HttpRequest) -> list[str]:
        """Return the field with the address, for whom it is meant."""
        return ["email"] if request.user.has_perm(MAIL_PERMISSION) else []


def articles_called(words: str) -> list[int]:
    """Return the newest articles with these words in title or summary."""
    articles = with_words(Article.objects.newest_first(), words, ("title", "summary"))
    return list(articles.values_list("pk", flat=True)[:MOST_ARTICLES])

"""The form in which an author writes: filled from the newest version, saved as the next one."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.forms.image_choice import image_field
from blog.forms.ordered_choice import OrderedChoiceField
from blog.forms.planned_changes import PlannedChangeForm
from blog.models import Article, ArticleTopic, Byline, FormerSlug, RelatedArticle
from blog.models.article_content import ArticleContent
from blog.publishing.remarks import refusals_of
from coaching_site.forms.fields import PlainTextField
from coaching_site.forms.moments import END_OF_DAY, MomentField
from coaching_site.http.slugs import is_reserved, reserved_error, take_turn
from coaching_site.versions.remarks import Remark

MAX_QUESTIONS = 3
NO_ADDRESS = _(
    "Use only letters without accents, digits and hyphens, as in “rust-in-de-klas”, or leave it "
    "empty: then it is made of the title."
)
# What is called otherwise in the form than in the content.
CONTENT_NAMES = {
    "bylines": "authors",
    "chosen_topics": "topics",
    "related_articles": "related",
    "questions": "discussion_questions",
}
# Named alike in the form, the article and its content; a version holds the keys of rows.
FIELDS = tuple(name for name in ArticleContent.names() if name not in CONTENT_NAMES.values())


class ArticleForm(PlannedChangeForm):
    """Everything of an article that a reader sees; the article's own row is never written here."""

    bylines = OrderedChoiceField(
        Byline._meta.get_field("author"),
        help_text=_("The first you choose comes first above the article."),
    )
    chosen_topics = OrderedChoiceField(
        ArticleTopic._meta.get_field("topic"),
        help_text=_("The first is the main topic: it stands above the title."),
    )
    related_articles = OrderedChoiceField(
        RelatedArticle._meta.get_field("other"),
        queryset=Article.objects.only("title"),
        label=_("read on"),
        help_text=_("Leave empty to show the newest on the same topic."),
    )
    cover = image_field(Article, "cover")
    social_image = image_field(Article, "social_image")
    end_at = MomentField(
        label=_("visible until"), required=False, default_time=END_OF_DAY, folded=True
    )
    questions = PlainTextField(
        label=_("discussion questions"),
        required=False,
        max_length=900,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("At most three, each on a line of its own."),
    )

    content_class = ArticleContent
    content_names = CONTENT_NAMES
    stale = _(
        "%(name)s saved this article while you were writing. Nothing is lost: your text stands in "
        "the form, and how it differs from theirs stands above. Saving again makes yours the "
        "newest version; theirs stays in the history."
    )

    class Meta:
        model = Article
        fields = FIELDS
        # One line of words each, which a narrow window shows on several.
        widgets = {
            "title": forms.Textarea(attrs={"rows": 1}),
            "search_description": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {"slug": {"invalid": NO_ADDRESS}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.newest and self.newest.pk == self.instance.live_version_id:
            self.initial["publish_at"] = self.instance.publish_at

    def clean_slug(self) -> str:
        """Return an address that reaches this article, or one made of the title when left empty."""
        slug: str = self.cleaned_data["slug"]
        if not slug:
            title = self.cleaned_data.get("title", "")
            return FormerSlug.objects.free_slug(self.instance, title)
        if is_reserved(slug, "article_detail"):
            raise reserved_error(slug)
        take_turn()
        if FormerSlug.objects.is_taken(slug, self.instance):
            raise ValidationError(
                _("Another article has this address, or had it before: old links lead there."),
                code="taken",
            )
        return slug

    def clean_part(self) -> int | None:
        """Refuse a part before the first."""
        part: int | None = self.cleaned_data["part"]
        if part == 0:
            raise ValidationError(_("The first part of a series is 1."), code="min_value")
        return part

    def clean_questions(self) -> tuple[str, ...]:
        """Return the questions, one for each line that has words."""
        lines = [line.strip() for line in self.cleaned_data["questions"].splitlines()]
        questions = tuple(line for line in lines if line)
        if len(questions) > MAX_QUESTIONS:
            raise ValidationError(_("Choose the best three."), code="too_many")
        return questions

    def clean(self) -> dict[str, Any]:
        """Refuse dates in the wrong order, and a part without its number."""
        cleaned = self.cleaned_data
        end_at = cleaned.get("end_at")
        if end_at and end_at <= (cleaned.get("publish_at") or timezone.now()):
            self.add_error("end_at", ValidationError(_("This is before it appears."), code="order"))
        if cleaned.get("series") and not cleaned.get("part") and "part" not in self.errors:
            self.add_error(
                "part", ValidationError(_("Which part is it? For instance 2."), code="required")
            )
        return super().clean()

    def initial_of(self, content: ArticleContent) -> dict[str, Any]:
        questions = "\n".join(content.discussion_questions)
        return super().initial_of(content) | {"questions": questions}

    def content(self) -> ArticleContent:
        """Return what was typed; of what was published as it stood, the article has the moment."""
        content: ArticleContent = super().content()
        if self.newest is None or "publish_at" in self.changed_data:
            return content
        stored: ArticleContent = self.newest.read()
        return stored if replace(content, publish_at=stored.publish_at) == stored else content

    @property
    def is_published_as_it_stands(self) -> bool:
        """Tell whether publishing needs no moment in a version: nothing in the form was changed.

        Not where somebody saved, after it was published, that no moment is wanted.
        """
        stood = self.newest is not None and self.content() == self.newest.read()
        return stood and self.instance.live_version_id in {None, self.newest.pk}

    @staticmethod
    def refusals_of(content: ArticleContent) -> list[Remark]:
        return refusals_of(content)

"""What holds for every conversation of the site, unless an article says otherwise."""

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from datetime import datetime

    from blog.models.articles import Article

SETTINGS_ID = 1
MAX_WORDS_LENGTH = 10_000
AS_THE_SITE = ("", _("as set for the site"))


class ConversationMode(models.TextChoices):
    """What readers can do with a conversation."""

    ON = "on", _("on: readers read and comment")
    READ_ONLY = "read_only", _("read only: what was said stays")
    OFF = "off", _("off: no comment is shown")


class HoldRule(models.TextChoices):
    """Whose comments always wait; any comment also waits for what it holds."""

    EVERYTHING = "everything", _("every comment waits")
    FIRST = "first", _("only the first comment of an address waits")


MODES_OF_ARTICLE = [AS_THE_SITE, *ConversationMode.choices]
HOLD_RULES_OF_ARTICLE = [AS_THE_SITE, *HoldRule.choices]


class ConversationSettings(models.Model):
    """How readers talk below articles, and which comments wait; there is one row."""

    conversation = models.CharField(
        _("comments"),
        max_length=20,
        choices=ConversationMode,
        default=ConversationMode.ON,
        help_text=_("An article may say otherwise."),
    )
    close_after_days = models.PositiveSmallIntegerField(
        _("close after so many days"),
        null=True,
        blank=True,
        help_text=_("Counted from publication. Empty: conversations stay open."),
    )
    holds = models.CharField(
        _("what waits for you"),
        max_length=20,
        choices=HoldRule,
        default=HoldRule.EVERYTHING,
        help_text=_(
            "With the second, who was approved once appears at once the next time, unless "
            "something below holds the comment."
        ),
    )
    links_allowed = models.PositiveSmallIntegerField(
        _("links that a comment may hold"),
        null=True,
        blank=True,
        default=1,
        help_text=_(
            "Mail addresses count too. A comment with more waits. Empty: links hold nothing."
        ),
    )
    listed_words = models.TextField(
        _("words that hold a comment"),
        blank=True,
        max_length=MAX_WORDS_LENGTH,
        help_text=_(
            "One on a line; several words on a line count as they stand together. Capitals and "
            "accents make no difference. A comment with one of them waits; none is refused."
        ),
    )
    asks_for_proof = models.BooleanField(
        _("let the browser work out a sum"),
        default=False,
        db_default=False,
        help_text=_(
            "About a second of work for the device of who writes, and nothing for herself; who "
            "sends thousands of comments pays for each. A comment without it waits; none is "
            "refused. Without JavaScript every comment waits."
        ),
    )
    readers_may_report = models.BooleanField(
        _("readers may report a comment"),
        default=True,
        help_text=_("Reported from three places, it is hidden until you have looked at it."),
    )

    class Meta:
        verbose_name = _("settings of comments")
        verbose_name_plural = _("settings of comments")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=SETTINGS_ID), name="one_row_of_conversation_settings"
            ),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def load(cls) -> Self:
        """Return the one row, or unsaved defaults when it is missing."""
        return cls.objects.filter(pk=SETTINGS_ID).first() or cls(pk=SETTINGS_ID)

    def mode_of(self, article: "Article") -> str:
        """Return what readers can do below this article, before any closing date."""
        return article.conversation or self.conversation

    def hold_rule_of(self, article: "Article") -> str:
        """Return whose comments on this article always wait."""
        return article.holds or self.holds

    def closing_of(self, article: "Article") -> "datetime | None":
        """Return when the conversation ends by itself, also when that has passed."""
        days = article.comments_close_after_days
        days = self.close_after_days if days is None else days
        if days is None or article.publish_at is None:
            return None
        return article.publish_at + timedelta(days=days)

"""What is written and what is said about it."""

from blog.models.article_relations import ArticleTopic, Byline, RelatedArticle
from blog.models.articles import Article, ArticleState
from blog.models.asked_subjects import AskedQuestion, AskedQuote, AskedSubject
from blog.models.authors import Author
from blog.models.blocked_addresses import BlockedAddress
from blog.models.comments import (
    Comment,
    CommentEvent,
    CommentReport,
    CommentState,
    ConversationSettings,
    ConversationVisit,
    ModeratorNotice,
)
from blog.models.former_slugs import FormerSlug
from blog.models.images import Image
from blog.models.presences import Presence
from blog.models.preview_links import PreviewLink
from blog.models.series import PromisedPart, Series
from blog.models.topics import Topic
from blog.models.versions import ArticleVersion

__all__ = [
    "Article",
    "ArticleState",
    "ArticleTopic",
    "ArticleVersion",
    "AskedQuestion",
    "AskedQuote",
    "AskedSubject",
    "Author",
    "BlockedAddress",
    "Byline",
    "Comment",
    "CommentEvent",
    "CommentReport",
    "CommentState",
    "ConversationSettings",
    "ConversationVisit",
    "FormerSlug",
    "Image",
    "ModeratorNotice",
    "Presence",
    "PreviewLink",
    "PromisedPart",
    "RelatedArticle",
    "Series",
    "Topic",
]

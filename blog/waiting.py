"""Which comments and articles wait, for the admin home."""

from django.utils.translation import ngettext_lazy

from blog.models import Article, Comment
from coaching_site.admin.waiting import filtered_changelist, register_waiting

register_waiting(
    ngettext_lazy("%(count)d comment waits", "%(count)d comments wait", "count"),
    count=lambda request: Comment.objects.pending().count(),
    address=filtered_changelist("blog.Comment"),
    permission="blog.change_comment",
    order=20,
)
register_waiting(
    ngettext_lazy("%(count)d draft", "%(count)d drafts", "count"),
    count=lambda request: Article.objects.drafts().count(),
    address=filtered_changelist("blog.Article", state="draft"),
    permission="blog.view_article",
    order=50,
)
register_waiting(
    ngettext_lazy("%(count)d scheduled article", "%(count)d scheduled articles", "count"),
    count=lambda request: Article.objects.scheduled().count(),
    address=filtered_changelist("blog.Article", state="scheduled"),
    permission="blog.view_article",
    order=60,
)

"""What readers and teachers wrote: comments in every state, requests in every state."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from blog.models import Article, Author, Comment
from coaching_site.accounts.models import User
from coaching_site.models import SiteSettings
from contact.answer_dates import answer_date
from contact.forms.inquiries import consent_text
from contact.models import Example, Inquiry, InquiryEventKind, Offer
from demo.content_files import Entry, read_table


def load_comments() -> None:
    """Make the comments and the replies to them."""
    for entry in read_table("comments")["comments"]:
        article = Article.objects.get(slug=entry["article"])
        comment = _make_comment(article, entry, parent=None)
        for reply in entry.get("replies", []):
            _make_comment(article, reply, parent=comment)


def load_inquiries() -> None:
    """Let people ask, and the coach go as far as each request says."""
    coach = User.objects.get(username="coach")
    for number, entry in enumerate(read_table("inquiries")["inquiries"]):
        inquiry, _is_new = Inquiry.submit(
            submission=f"demo-{number}",
            consent_text=consent_text(SiteSettings.load()),
            **_answers(entry),
        )
        _date_back(inquiry, timedelta(days=entry["days_ago"]))
        _go_as_far_as(entry, inquiry, coach)


def _make_comment(article: Article, entry: Entry, parent: Comment | None) -> Comment:
    author = Author.objects.filter(slug=entry.get("by", "")).first()
    now = timezone.now()
    return Comment.objects.create(
        article=article,
        parent=parent,
        author=author,
        name=author.name if author else entry["name"],
        email=entry.get("email", ""),
        text=entry["text"].strip(),
        state=entry.get("state", "approved"),
        created_at=min((article.publish_at or now) + _after(entry), now),
    )


def _after(entry: Entry) -> timedelta:
    return timedelta(minutes=entry["after_minutes"])


def _answers(entry: Entry) -> dict[str, Any]:
    names = ("name", "email", "telephone", "school", "role", "text", "preferred_contact")
    return {name: entry[name].strip() for name in names if name in entry} | {
        "offer": Offer.objects.filter(slug=entry.get("offer", "")).first(),
        "article": Article.objects.filter(slug=entry.get("article", "")).first(),
    }


def _date_back(inquiry: Inquiry, age: timedelta) -> None:
    """Let it have been asked that long ago, and promised an answer accordingly."""
    inquiry.created_at -= age
    inquiry.consented_at = inquiry.created_at
    inquiry.answer_due = answer_date(inquiry.created_at.date())
    inquiry.save()
    inquiry.events.update(at=inquiry.created_at)


def _go_as_far_as(entry: Entry, inquiry: Inquiry, coach: User) -> None:
    state = entry["state"]
    if state == "new":
        return
    if "answer" in entry:
        inquiry.reply(entry["answer"].strip(), by=coach)
    else:
        inquiry.start_conversation(by=coach)
    if state in {"planned", "closed"}:
        inquiry.plan(by=coach)
    if state == "closed":
        inquiry.close(by=coach, outcome=entry["outcome"])
    if "example" in entry:
        _place_example(inquiry, entry["example"], coach)
    _date_steps(inquiry)


def _place_example(inquiry: Inquiry, words: Entry, coach: User) -> None:
    """Let others read it, as who asked agreed to."""
    shortened = {name: text.strip() for name, text in words.items()}
    article = Article.objects.get(pk=inquiry.article_id)
    example = Example.propose(inquiry, article=article, by=coach, **shortened)
    example.agree(example.wording)


def _date_steps(inquiry: Inquiry) -> None:
    """Let a day go by between what happened and what happened next."""
    now = timezone.now()
    for number, event in enumerate(inquiry.events.order_by("pk")):
        event.at = min(inquiry.created_at + timedelta(days=number), now)
        event.save(update_fields=["at"])
        inquiry.state_changed_at = event.at
        if event.kind == InquiryEventKind.REPLIED:
            inquiry.messages.update(at=event.at)
    inquiry.save(update_fields=["state_changed_at"])

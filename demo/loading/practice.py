"""The practice: its settings, its people, its pages and what it offers."""

from django.contrib.auth.models import Group

from blog.models import Article, Author
from coaching_site.accounts.models import User
from coaching_site.models import Block, BlockContent, Page, PageContent, SiteSettings
from coaching_site.versions.texts import VersionedText
from contact.models import Offer, OfferContent
from demo.content_files import read_table, read_texts
from demo.loading.images import add_image, read_upload

ACCOUNTS = {"coach": "", "redacteur": "Redactie", "schrijver": "Schrijvers"}


def load_practice() -> None:
    """Set the practice's name, portrait and words, and make its pages and blocks."""
    practice = read_table("people")["practice"]
    settings = SiteSettings.load()
    settings.portrait = read_upload(practice.pop("portrait"))
    for name, value in practice.items():
        setattr(settings, name, value.strip() if isinstance(value, str) else value)
    settings.save()
    Page.objects.all().delete()
    for page in read_texts("pages"):
        _publish(Page.start(PageContent(**page), by=None))
    for block in read_texts("blocks"):
        content = BlockContent(name=block["name"], body=block["body"])
        _publish(Block.start(content, by=None))


def load_offers() -> None:
    """Make what can be asked for; the articles that name an offer exist by now."""
    for offer in read_texts("offers"):
        named = Article.objects.filter(slug__in=offer.pop("articles")).order_by("pk")
        articles = tuple(named.values_list("pk", flat=True))
        _publish(Offer.start(OfferContent(articles=articles, **offer), by=None))


def _publish(text: VersionedText) -> None:
    """Show the only version of a text to readers."""
    text.publish(text.newest_version, by=None)


def load_accounts() -> dict[str, User]:
    """Make the three accounts, without a password yet; the first may do everything."""
    accounts = {}
    for username, group in ACCOUNTS.items():
        user = User(username=username, email=f"{username}@voorbeeld.nl", is_staff=True)
        user.is_superuser = not group
        user.set_unusable_password()
        user.save()
        user.groups.set(Group.objects.filter(name=group))
        accounts[username] = user
    return accounts


def load_authors(accounts: dict[str, User]) -> None:
    """Make the authors; one is a guest and has no account."""
    for person in read_table("people")["authors"]:
        photo = add_image(person["portrait"])
        user = accounts.get(person.get("account", ""))
        Author.objects.create(
            slug=person["slug"], name=person["name"], bio=person["bio"], photo=photo, user=user
        )
        if user:
            user.first_name, _space, user.last_name = person["name"].partition(" ")
            user.save()

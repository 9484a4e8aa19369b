"""The practice: its settings, its people, its pages and what it offers."""

from django.contrib.auth.models import Group

from blog.models import Article, Author
from coaching_site.accounts.models import User
from coaching_site.models import Block, Page, SiteSettings
from contact.models import Offer
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
        Page.objects.create(**page)
    for block in read_texts("blocks"):
        Block.objects.create(name=block["name"], body=block["body"])


def load_offers() -> None:
    """Make what can be asked for; the articles that name an offer exist by now."""
    for offer in read_texts("offers"):
        slugs = offer.pop("articles")
        made = Offer.objects.create(**offer)
        made.articles.set(Article.objects.filter(slug__in=slugs))


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

"""What an article shows elsewhere, and the ways to bring it there."""

from urllib.parse import quote

from django.utils.safestring import SafeString

from blog.models import Article
from coaching_site.http.addresses import absolute
from coaching_site.pieces import BLANK, fill_each, fill_piece
from coaching_site.time.moments import for_machines


def share(article: Article) -> SafeString:
    """Offer ways to pass the article on."""
    address = absolute(article.get_absolute_url())
    mailed = f"subject={quote(article.title, safe='')}&body={quote(address, safe='')}"
    return fill_piece("blog/articles/_share.html", address=address, mailed=mailed)


def social(article: Article, practice_name: str) -> SafeString:
    """Say what other sites show when somebody shares the article."""
    template = "blog/articles/_social.html"
    image = article.shown_social_image or article.shown_cover
    shown = image.in_shape("social") if image else None
    section, *tags = [topic.name for topic in article.topic_names] or [""]
    authors = [{"address": absolute(author.address)} for author in article.author_names]
    return fill_piece(
        template,
        practice_name=practice_name,
        title=article.title,
        description=article.description_for_others or BLANK,
        address=absolute(article.get_absolute_url()),
        image=absolute(shown.address) if shown else "",
        width=shown.width if shown else None,
        height=shown.height if shown else None,
        image_description=image.alternative_text if image else "",
        published=for_machines(article.publish_at),
        changed=for_machines(article.changed_at),
        authors=fill_each(f"{template}#author", authors) or BLANK,
        section=section,
        tags=fill_each(f"{template}#tag", [{"name": tag} for tag in tags]) or BLANK,
    )

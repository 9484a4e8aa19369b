"""Jobs of rendering: what a text names by number changed, or what is made of every text.

They never publish: of an article they read what is live, and a text that somebody is writing stays
where it is.
"""

from django.db import transaction
from django.db.models import Q, QuerySet
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from blog.models import Article
from blog.models.images import SHOWING_JOB
from coaching_site.models.blocks import RENDERING_JOB
from coaching_site.rich_text.models import RenderedText, models_with_texts
from coaching_site.rich_text.own_links import RENDERING_JOB as LINKS_JOB
from coaching_site.rich_text.rendering.renderer import RENDERER_VERSION

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=5)
# A few seconds of work; what is left over is done at the next turn.
PORTION = 100
RENDERED_FIELDS = (
    "body_html", "body_text", "contents", "reading_minutes", "renderer_version",
)  # fmt: skip


@app.task(name=RENDERING_JOB, retry=AGAIN)
def render_again_with_block(block_id: int) -> None:
    """Render every text that holds the block, as the block is now."""
    _render_articles(Article.objects.filter(live_version__block_ids__contains=[block_id]))
    _render_texts(Q(body__contains=f'data-block="{block_id}"'))


@app.task(name=SHOWING_JOB, retry=AGAIN)
def render_again_with_image(image_id: int) -> None:
    """Render every text that shows the image, as the image is now.

    A block that shows it has everything rendered again that holds the block, by jobs of its own.
    """
    _render_articles(Article.objects.filter(live_version__image_ids__contains=[image_id]))
    _render_texts(Q(body__contains=f'data-image="{image_id}"'))


@app.task(name=LINKS_JOB, retry=AGAIN)
def render_again_with_link(link: str) -> None:
    """Render every text that links this page (“article:12”), at its address as it is now.

    Also what links “article:123”, which changes nothing; a block has its texts rendered again.
    """
    render_again(Q(body__contains=f'data-link="{link}'))


@app.periodic(cron="*/5 * * * *")
@app.task(name="render_outdated_texts", queueing_lock="render_outdated_texts")
def render_outdated_texts(timestamp: int) -> None:
    """Render what an older release made, the newest first, so many at a time."""
    outdated = Q(renderer_version__lt=RENDERER_VERSION)
    live = Article.objects.filter(outdated, live_version__isnull=False)
    _render_articles(live.order_by("-publish_at")[:PORTION])
    _render_texts(outdated, at_most=PORTION)


def render_again(condition: Q) -> None:
    """Render what is live and every other text for which this holds."""
    _render_articles(Article.objects.filter(condition, live_version__isnull=False))
    _render_texts(condition)


def _render_articles(articles: QuerySet[Article]) -> None:
    """Render them one by one: nobody waits for all of them to save one."""
    for pk in articles.values_list("pk", flat=True):
        with transaction.atomic():
            article = Article.objects.select_for_update(of=("self",)).filter(pk=pk).first()
            if article:
                article.render()
                article.save(update_fields=RENDERED_FIELDS)


def _render_texts(condition: Q, at_most: int | None = None) -> None:
    """Render pages, offers, blocks and whatever else has a text."""
    for model in models_with_texts():
        for pk in model._default_manager.filter(condition).values_list("pk", flat=True)[:at_most]:
            _render_text(model, pk)


@transaction.atomic
def _render_text(model: type[RenderedText], pk: int) -> None:
    text = model._default_manager.select_for_update(of=("self",)).filter(pk=pk).first()
    if text:
        text.save_rendering()

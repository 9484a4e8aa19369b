"""What the shared parts give each other: blocks, rows after `migrate`, work that is late."""

from typing import Any

from django.forms import Media, Script
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coaching_site.accounts.models import User
from coaching_site.admin_tools.editor_blocks import BlockSettings
from coaching_site.models import Block, Page
from coaching_site.personal_data.holdings import HeldItem, Holding, register_holding
from coaching_site.rich_text.editor.ckeditor import register_editor_plugin
from coaching_site.rich_text.embedded import register_block_finder
from coaching_site.rich_text.own_links import LinkKind, register_link_kind
from coaching_site.site.starting_rows import make_after_migrate
from coaching_site.waiting import register_waiting
from coaching_site.worker.heartbeat import worker_is_alive
from coaching_site.worker.lanes import MAIL, late_queues


def register() -> None:
    """Let texts find blocks and link pages, the editor place blocks, and make the first rows.

    And let the admin home say when the work in the background is late.
    """
    make_after_migrate()
    register_holding(Holding("accounts", _("accounts"), 80, _accounts, None, tuple))
    register_block_finder(Block.bodies_of)
    register_link_kind(
        LinkKind(
            "page",
            Page,
            "page_detail",
            Page.formerly,
            Page.objects.all,
            Page.objects.visible,
            lambda page: "" if page.is_visible else page.state.label,
        )
    )
    scripts: list[Any] = [BlockSettings(), Script("js/editor/blocks.js", type="module")]
    media = Media(css={"all": ["css/admin/blocks.css"]}, js=scripts)
    register_editor_plugin("blocks", "Block", media)
    register_waiting(
        _("Pictures and planned changes are over five minutes behind"),
        count=lambda request: int(worker_is_alive() and bool(late_queues().keys() - {MAIL})),
        address=lambda: reverse("admin:index"),  # nothing to do but wait, or tell the operator
        permission="outbox.view_outgoingmail",
        order=140,
        urgent=True,
    )


def _accounts(email: str) -> list[HeldItem]:
    """Return who signs in with an address; an account is its owner's work here, so it stays."""
    return [
        HeldItem(
            str(user),
            user.date_joined,
            reverse("admin:accounts_user_change", args=[user.pk]),
            {"username": user.username, "email": user.email, "since": user.date_joined},
        )
        for user in User.objects.filter(email__iexact=email)
    ]

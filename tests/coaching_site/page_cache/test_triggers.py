"""No table is forgotten: what readers see tells the page caches when it changes."""

import pytest
from django.apps import apps
from django.db import connection

OURS = ("blog", "contact", "coaching_site")
# Versions and blocks reach readers through the rendered text of an article, a page or an offer.
ON_NO_PAGE = {
    "blog_articleversion", "blog_askedquote", "blog_blockedaddress", "blog_commentevent",
    "blog_commentreport",
    "blog_moderatornotice", "blog_moderatornotice_news", "blog_presence", "blog_previewlink",
    "blog_conversationvisit",
    "coaching_site_block", "coaching_site_blockversion", "coaching_site_erasureproof",
    "coaching_site_formeraddress",
    "coaching_site_pageversion", "coaching_site_usecount", "contact_closedperiod",
    "contact_inquiry", "contact_inquiryevent", "contact_inquirymessage",
    "contact_offerversion", "contact_savedlist",
    "contact_erasedinquiry", "contact_keepingterms",
}  # fmt: skip


@pytest.mark.django_db
def test_every_table_tells_of_changes_or_is_known_to_stand_on_no_page():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'page_cache'"
        )
        watched = {table for (table,) in cursor.fetchall()}
    tables = {
        model._meta.db_table
        for name in OURS
        for model in apps.get_app_config(name).get_models(include_auto_created=True)
    }

    assert tables - watched == ON_NO_PAGE

"""Tests that commit leave nothing to each other."""

import pytest
from django.contrib.auth.models import Group

from coaching_site.models import Page, SiteSettings
from coaching_site.outbox.models import OutgoingMail
from tests.database_rows import DatabaseRows
from tests.factories import make_article, make_user


@pytest.mark.django_db(transaction=True)
def test_what_a_test_added_changed_and_deleted_is_as_it_was() -> None:
    before = DatabaseRows.read()
    make_article()
    make_user(superuser=True)
    SiteSettings.objects.update(practice_name="Van deze test")
    Group.objects.all().delete()
    Page.objects.all().delete()
    assert DatabaseRows.read() != before

    before.come_back()

    assert DatabaseRows.read() == before
    assert before.of_table["procrastinate_jobs"] == "[]"
    assert {OutgoingMail._meta.db_table, Group._meta.db_table} <= before.of_table.keys()

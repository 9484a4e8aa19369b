"""Versions of pages, offers and blocks: compared, put back, undone, thinned."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from coaching_site.models import Block
from coaching_site.versions.thinning import thin_versions
from tests.coaching_site.versions.text_forms import KINDS, admin, said, save, start

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", KINDS)
def test_who_saves_over_a_newer_version_is_shown_both_texts_and_loses_none(
    desk: Client, model: Any
) -> None:
    text = start(desk, model)
    save(desk, text, body="<p>De tekst van een ander.</p>")
    answer = save(desk, text, body="<p>De tekst van mij.</p>", based_on=1)

    form = answer.context["adminform"].form
    assert [error.code for error in form.non_field_errors().as_data()] == ["stale"]
    assert "<del>" in said(answer)
    assert text.versions.count() == 2

    save(desk, text, body="<p>De tekst van mij.</p>", based_on=form["based_on"].value())
    assert text.newest_version.read().text == "<p>De tekst van mij.</p>\n"


@pytest.mark.parametrize("model", KINDS)
def test_versions_are_listed_compared_and_put_back(desk: Client, model: Any) -> None:
    text = start(desk, model, "_publish")
    save(desk, text, "_publish", body="<p>De nieuwe tekst.</p>", note="Scherper")

    history = said(desk.get(admin(model, "history", text.pk)))
    assert "Scherper" in history
    assert "lezers zien dit, sinds" in history
    compared = said(desk.get(admin(model, "compare", text.pk, old=1, new=2)))
    assert "nieuwe" in re.findall(r"<ins>(?:<span.*?</span>)?([^<]*)</ins>", compared)

    restore = admin(model, "restore", text.pk, 1)
    assert "nieuwe" in said(desk.get(restore))
    desk.post(restore, {"based_on": 2})
    text.refresh_from_db()
    assert "nieuwe" in text.body
    assert text.newest_version.read().text == "<p>De tekst.</p>\n"
    desk.post(admin(model, "restore", text.pk, 2), {"based_on": 3, "_publish": "1"})
    desk.post(restore, {"based_on": 4, "_publish": "1"})
    text.refresh_from_db()
    assert text.body == "<p>De tekst.</p>\n"


def test_a_block_that_is_put_back_keeps_its_name_when_another_took_the_old_one(
    desk: Client,
) -> None:
    block = start(desk, Block, words="Bel ons")
    save(desk, block, name="Bel mij")
    start(desk, Block, words="Bel ons")
    answer = desk.post(admin(Block, "restore", block.pk, 1), {"based_on": 2})
    assert answer.url == admin(Block, "change", block.pk)
    block.refresh_from_db()
    assert block.name == "Bel mij"


@pytest.mark.parametrize("model", KINDS)
def test_tidying_after_a_paste_is_undone_in_one_step(desk: Client, model: Any) -> None:
    text = start(desk, model, body="<p>• een</p><p>• twee</p>")
    assert "<li>een</li>" in text.newest_version.read().text
    assert "Zet terug zoals getypt" in said(desk.get(admin(model, "change", text.pk)))

    save(desk, text, "_undo_tidying", body=text.newest_version.read().text)
    assert text.newest_version.read().text == "<p>• een</p><p>• twee</p>"


@pytest.mark.parametrize("model", KINDS)
def test_a_text_goes_with_its_versions(desk: Client, model: Any) -> None:
    text = start(desk, model, "_publish")
    save(desk, text, body="<p>Half af.</p>")
    versions = text.versions.model
    assert desk.get(admin(model, "delete", text.pk)).status_code == 200
    desk.post(admin(model, "delete", text.pk), {"post": "yes"})
    assert not model.objects.filter(pk=text.pk).exists()
    assert not versions.objects.filter(**{versions.row: text.pk}).exists()


@pytest.mark.parametrize("model", KINDS)
def test_old_versions_are_thinned_by_the_same_rule(desk: Client, model: Any) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=100)):
        text = start(desk, model, "_publish")
        for number in range(4):
            save(desk, text, body=f"<p>{number}</p>")
    with time_machine.travel(timezone.now() - timedelta(days=99)):
        save(desk, text, body="<p>x</p>")
    assert thin_versions() == 3
    kept = text.versions.order_by("number").values_list("number", flat=True)
    assert list(kept) == [1, 5, 6]

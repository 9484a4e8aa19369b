"""Jumps inside a text: notes of a word processor become “[1]”, with the notes where they stand."""

import re
from copy import deepcopy

from lxml.html import HtmlElement

from coaching_site.rich_text.rendering.renderer import number_headings
from coaching_site.rich_text.trees import HEADINGS, words_of

NUMBER = re.compile(r"[0-9]{1,3}")


def drop_jumps_without_target(root: HtmlElement) -> None:
    """Keep the words of a jump whose target the text has not.

    Only headings are a target: the ids of notes and bookmarks are not stored.
    """
    jumps = [link for link in root.iter("a") if (link.get("href") or "").startswith("#")]
    if not jumps:
        return
    targets = _ids_of_headings(root)
    for link in jumps:
        if link.get("href") not in targets:
            _write_in_brackets(link)
            link.drop_tag()


def _ids_of_headings(root: HtmlElement) -> set[str]:
    """Return the addresses that rendering gives to the headings."""
    rendered = deepcopy(root)
    list(number_headings(rendered))
    return {f"#{heading.get('id')}" for heading in rendered.iter(*HEADINGS)}


def _write_in_brackets(link: HtmlElement) -> None:
    """Write the number of a note as “[1]”, apart from the word behind it."""
    number = words_of(link).strip("[]")
    if not NUMBER.fullmatch(number):
        return
    is_raised = next(link.iter("sup"), None) is not None
    for inside in list(link):
        inside.drop_tree()
    link.text = f"[{number}]"
    if is_raised:
        return
    parent = link.getparent()
    behind = parent if parent is not None and parent.tag == "sup" else link
    if (behind.tail or "")[:1].isalpha():
        behind.tail = f" {behind.tail}"

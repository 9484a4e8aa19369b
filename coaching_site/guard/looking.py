"""Looking at a text before it is stored: it never blocks, and keeps nothing."""

from itertools import chain

from coaching_site.guard.addresses import home_addresses_in, mail_addresses_in
from coaching_site.guard.classes import schools_in
from coaching_site.guard.danger import points_to_danger
from coaching_site.guard.dates import birth_dates_in
from coaching_site.guard.findings import Finding, Findings
from coaching_site.guard.names.finding import names_in
from coaching_site.guard.numbers import citizen_numbers_in, telephone_numbers_in

# Where two found the same words, the one that stands earlier here is right.
RULES = (
    mail_addresses_in,
    telephone_numbers_in,
    citizen_numbers_in,
    birth_dates_in,
    home_addresses_in,
    schools_in,
    names_in,
)


def look_at(text: str) -> Findings:
    """Return what could point to a child, and whether the words point to danger."""
    found = chain.from_iterable(rule(text) for rule in RULES)
    return Findings(text, tuple(_apart(found)), points_to_danger(text))


def _apart(found: chain[Finding]) -> list[Finding]:
    """Keep those that do not share words with an earlier rule's, in the order of the text."""
    kept: list[Finding] = []
    end = 0
    ranked = enumerate(found)
    for _rank, finding in sorted(ranked, key=lambda pair: (pair[1].start, pair[0])):
        if finding.start >= end:
            kept.append(finding)
            end = finding.end
    return kept

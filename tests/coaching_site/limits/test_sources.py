"""Where requests come from: told apart for a day, and not to be traced back."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import Settings

from coaching_site.limits.sources import daily_network, daily_source


def source(remote: str = "192.0.2.1", forwarded: str = "") -> str:
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    return daily_source(RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote))


def network(remote: str) -> str:
    return daily_network(RequestFactory().get("/", REMOTE_ADDR=remote))


def test_two_addresses_are_told_apart_and_neither_can_be_read() -> None:
    assert source("192.0.2.1") != source("192.0.2.2")
    assert source("192.0.2.1") == source("192.0.2.1")
    assert re.fullmatch("[0-9a-f]{32}", source("192.0.2.1"))


def test_a_day_later_the_same_address_is_somebody_else() -> None:
    today = source()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert source() != today


def test_another_secret_key_makes_another_hash(settings: Settings) -> None:
    before = source()
    settings.SECRET_KEY = "another"
    assert source() != before


def test_a_connection_at_home_is_one_source_whichever_of_its_addresses_it_takes() -> None:
    assert source("2001:db8:1:2::1") == source("2001:db8:1:2:ffff::9")
    assert source("2001:db8:1:2::1") != source("2001:db8:1:3::1")
    assert source("::ffff:192.0.2.1") == source("192.0.2.1")


def test_what_one_owner_may_well_have_is_one_network() -> None:
    assert network("2001:db8:1:2::1") == network("2001:db8:1:ffff::9")
    assert network("2001:db8:1::1") != network("2001:db8:2::1")
    assert network("192.0.2.1") == network("192.0.2.254") == network("::ffff:192.0.2.7")
    assert network("192.0.2.1") != network("192.0.3.1")
    assert network("") == network("not an address")


def test_without_a_proxy_nobody_chooses_an_address(settings: Settings) -> None:
    settings.TRUSTED_PROXY_COUNT = 0
    assert source(forwarded="198.51.100.7") == source()


@pytest.mark.parametrize(
    "forwarded", ["198.51.100.7", "made up, 198.51.100.7", "1.1.1.1,198.51.100.7 "]
)
def test_behind_a_proxy_only_what_the_proxy_saw_counts(settings: Settings, forwarded: str) -> None:
    settings.TRUSTED_PROXY_COUNT = 1
    assert source(forwarded=forwarded) == source("198.51.100.7")


@pytest.mark.parametrize("forwarded", ["", "nonsense", "198.51.100.7, nonsense"])
def test_an_unreadable_header_counts_for_the_proxy_itself(
    settings: Settings, forwarded: str
) -> None:
    settings.TRUSTED_PROXY_COUNT = 1
    assert source(forwarded=forwarded) == source()


def test_two_proxies_of_our_own_are_both_seen_through(settings: Settings) -> None:
    settings.TRUSTED_PROXY_COUNT = 2
    assert source(forwarded="made up, 198.51.100.7, 10.0.0.1") == source("198.51.100.7")
    assert source(forwarded="198.51.100.7") == source()


def test_a_request_through_a_socket_has_a_source_too() -> None:
    assert source("") == source("not an address")

"""A telephone number is matched whole, and is the same number however it is written."""

import pytest

from coaching_site.text.telephone_numbers import in_e164


@pytest.mark.parametrize(
    "written",
    ["+31 (0)6 12345678", "06 12345678", "06-12345678", "06.12.34.56.78", "0031612345678"],
)
def test_a_number_is_one_number_however_it_is_written(written: str) -> None:
    assert in_e164(written) == "+31612345678"


def test_a_number_of_another_country_keeps_its_country() -> None:
    assert in_e164("+32 470 12 34 56") == "+32470123456"


@pytest.mark.parametrize(
    "written",
    [
        "06 12345678 na 16.00",
        "06 12345678 / 020 6241111",
        "tel 06 12345678",
        "020 6241111 x5",
        "06 1234567",
        "+",
        "",
    ],
)
def test_what_is_not_one_whole_number_is_none(written: str) -> None:
    assert in_e164(written) is None

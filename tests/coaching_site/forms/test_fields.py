"""What the fields for visitors take, tidy and refuse."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.forms.fields import MailAddressField, PlainTextField, SingleLineField
from tests.coaching_site.forms.letters import codes_of, in_time, posted
from tests.growth import grows_evenly

FAMILY = "👨\u200d👩\u200d👧"
HEBREW = "שלום לכולם"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Sanne \t de\u00a0Vries ", "Sanne de Vries"),
        ("Sanne\r\nBcc: iemand@voorbeeld.nl", "Sanne Bcc: iemand@voorbeeld.nl"),
        ("Sanne\u2028\u2029\x0b\x0c\x85 V", "Sanne V"),
        ("Sa\x00n\x1bne\x7f", "Sanne"),
        ("\u202eenna\u202c\u200f S\u2066", "enna S"),
        (f"{FAMILY} {HEBREW}", f"{FAMILY} {HEBREW}"),
        ("e\u0301", "é"),
        ("김\u3164민", "김\u3164민"),
        ("ก\u0e34", "ก\u0e34"),
        ("❤\ufe0f", "❤\ufe0f"),
    ],
)
def test_a_name_stands_on_one_line_without_what_nobody_sees(typed: str, kept: str) -> None:
    assert SingleLineField().clean(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *["", "   ", "\n\n", "\u200b\ufeff", "\u200d", "\x00\x01", "\u202e"],
        *[
            "\u3164",
            "\u115f\u1160",
            "\uffa0",
            "\u2800",
            "\u0301",
            "\u0301 \u3164",
            "\ufe0f",
            "\u20dd",
        ],
    ],
)
def test_a_name_that_leaves_no_ink_is_no_name(typed: str) -> None:
    for field in (SingleLineField(), PlainTextField()):
        with pytest.raises(ValidationError) as refused:
            field.clean(typed)
        assert refused.value.code == "required"


def test_a_text_keeps_its_lines_emoji_and_direction() -> None:
    typed = f"Hoi {FAMILY},\r\n\r\n{HEBREW}\u200f\rtot zo\x00\x08\n\n\n\n\n\n\neinde  "
    kept = f"Hoi {FAMILY},\n\n{HEBREW}\u200f\ntot zo\n\n\neinde"
    assert PlainTextField().clean(typed) == kept


@given(st.text())
def test_no_text_can_put_a_control_character_or_a_line_break_into_a_name(typed: str) -> None:
    cleaned = SingleLineField(required=False).clean(typed)
    assert cleaned == " ".join(cleaned.split())
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in cleaned)
    assert SingleLineField(required=False).clean(cleaned) == cleaned


@given(st.text())
def test_a_text_that_was_tidied_is_tidy(typed: str) -> None:
    cleaned = PlainTextField(required=False).clean(typed)
    assert PlainTextField(required=False).clean(cleaned) == cleaned
    assert "\r" not in cleaned
    assert "\x00" not in cleaned


def test_a_text_that_is_too_long_is_refused_whole_and_never_cut_by_the_browser() -> None:
    form = posted(**in_time(text="a" * 51))
    assert codes_of(form) == {"text": ["max_length"]}
    assert form["text"].value() == "a" * 51
    assert "maxlength" not in str(form["text"])


@pytest.mark.parametrize(
    "typed", [" s@voorbeeld.nl ", "s@voorbeeld.nl\r\n", "\u200bs@voorbeeld.nl"]
)
def test_a_mail_address_is_taken_as_people_paste_it(typed: str) -> None:
    assert MailAddressField().clean(typed) == "s@voorbeeld.nl"


@pytest.mark.parametrize(
    "typed",
    [
        "sanne",
        "sanne@",
        "@voorbeeld.nl",
        "sanne@voorbeeld",
        "a@voorbeeld.nl\nBcc: b@voorbeeld.nl",
        "a@voorbeeld.nl, b@voorbeeld.nl",
        "Sanne <s@voorbeeld.nl>",
        "a@192.168.100.10",
        f"a@{'é' * 60}.nl",
        "a@aא.nl",
        "a@xn--é.nl",
        "a@x..nl",
        "a@\uff0e\uff0e.nl",
        "a@\u00ad.nl",
        "a@a\uff0cb.nl",
        "a@a\uff20b.nl",
        "a@b\uff1cc.nl",
        "x@x\uff0cvictim\uff20target.nl",
    ],
)
def test_what_is_no_mail_address_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        MailAddressField().clean(typed)
    assert {error.code for error in refused.value.error_list} == {"invalid"}


@pytest.mark.parametrize(
    "typed",
    [
        "a@localhost",
        "a@klas.localhost",
        "a@school.invalid",
        "a@printer.local",
        "a@a.\uff4c\uff4f\uff43\uff41\uff4c\uff48\uff4f\uff53\uff54",
        "anna\u017f@voorbeeld.nl",
        "a@[127.0.0.1]",
        '"a,b"@voorbeeld.nl',
        '"a@elders.nl"@voorbeeld.nl',
        '"sanne"@voorbeeld.nl',
    ],
)
def test_a_mail_address_that_leads_nowhere_or_elsewhere_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        MailAddressField().clean(typed)
    assert refused.value.messages == [
        "Naar dit adres kunnen we geen mail sturen. Een voorbeeld: naam@school.nl."
    ]


@pytest.mark.parametrize(
    "typed",
    ["s.de-vries+les@mail.voorbeeld.nl", "o'neill@voorbeeld.nl", "s@3ict.nl", "s@xn--bcher-kva.de"],
)
def test_an_unusual_mail_address_that_works_is_taken(typed: str) -> None:
    assert MailAddressField().clean(typed) == typed


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("s@bücher.de", "s@xn--bcher-kva.de"),
        ("anna@\uff53chool.example.com", "anna@school.example.com"),
        ("anna@sc\u24d7ool\u3002example.com", "anna@school.example.com"),
    ],
)
def test_an_address_is_kept_as_a_mail_server_reads_it(typed: str, read: str) -> None:
    assert MailAddressField().clean(typed) == read


def test_a_flood_of_accents_is_refused_at_once() -> None:
    def post_accents(size: int) -> None:
        flood = "a" + "\u0345" * size + "\u0301" * size
        assert codes_of(posted(**in_time(name=flood, text=flood))) == {
            "name": ["max_length"],
            "text": ["max_length"],
        }

    assert grows_evenly(post_accents, 25_000)


@pytest.mark.parametrize("piece", ["é.", "é"])
def test_a_mail_address_that_is_too_long_is_refused_before_its_domain_is_written_in_ascii(
    piece: str,
) -> None:
    """Of a domain as long as a request that takes over a minute."""
    address = f"anna@{piece * 1_000}nl"
    with pytest.raises(ValidationError) as refused:
        MailAddressField().clean(address)
    [too_long] = [error for error in refused.value.error_list if error.code == "max_length"]
    assert too_long.params["show_value"] == len(address)


def test_a_letter_and_its_accent_become_one_character() -> None:
    form = posted(**in_time(name="Rene\u0301", text="Een ide\u0301e."))
    assert form.is_valid()
    assert (form.cleaned_data["name"], form.cleaned_data["text"]) == ("René", "Een idée.")

"""How long to wait, in words and in seconds."""

from datetime import timedelta

import pytest
from django.http import HttpResponse

from coaching_site.limits.answers import patch_retry_after, wait_in_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "over een minuut"),
        (60, "over een minuut"),
        (61, "over ongeveer 2 minuten"),
        (20 * 60, "over ongeveer 20 minuten"),
        (59 * 60 + 1, "over ongeveer 60 minuten"),
        (60 * 60, "over ongeveer 1 uur"),
        (60 * 60 + 1, "over ongeveer 2 uur"),
    ],
)
def test_words_never_promise_too_much(seconds: int, words: str) -> None:
    assert wait_in_words(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(("seconds", "said"), [(0, "1"), (0.2, "1"), (59.1, "60")])
def test_a_program_is_told_whole_seconds(seconds: float, said: str) -> None:
    response = HttpResponse()
    patch_retry_after(response, timedelta(seconds=seconds))
    assert response["Retry-After"] == said

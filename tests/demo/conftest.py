"""What tests of the demo need besides."""

import signal
from collections.abc import Iterator

import pytest

from demo.processes import STOP_SIGNALS


@pytest.fixture
def usual_signals() -> Iterator[None]:
    """Let Ctrl-C reach pytest again after a test in which the demo took it."""
    before = {number: signal.getsignal(number) for number in STOP_SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)

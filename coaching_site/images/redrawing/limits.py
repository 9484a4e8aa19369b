"""How much an image may ask for, and the words in which it is refused."""

import resource

MAX_PIXELS = 50_000_000
# Of data; with its code the process stays below 300 MB.
MAX_MEMORY = 275_000_000
MAX_SECONDS = 10
# What the file itself and Python leave of it, and how many bytes of that decoding and scaling one
# pixel takes at most: measured with Pillow 13, for a clear answer before anything is decoded.
MEMORY_FOR_PIXELS = 230_000_000
COST = {"JPEG": 4, "MPO": 4, "PNG": 4.6, "WEBP": 17, "GIF": 6, "AVIF": 12}
COST_OF_TRANSPARENCY = 5  # besides
# Instead, for a JPEG that comes in several passes: it is held whole until the last one.
COST_OF_PASSES = 7

MAX_FRAMES = 500
# Of all frames together: as they came, and as they are stored.
MAX_MOVING_PIXELS = 200_000_000
MAX_MOVING_CANVAS = 6_000_000
MAX_STORED_MOVING_PIXELS = 20_000_000


class RefusedError(Exception):
    """Says by its code why an image is not taken, and which limit it passed."""

    def __init__(self, code: str, limit: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.limit = limit


def hold_to_limits() -> None:
    """Let the system refuse memory and time beyond the limits, whatever a decoder believes."""
    _lower(resource.RLIMIT_DATA, MAX_MEMORY)
    _lower(resource.RLIMIT_CPU, MAX_SECONDS)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(what: int, limit: int) -> None:
    _soft, hard = resource.getrlimit(what)
    if hard == resource.RLIM_INFINITY or hard > limit:
        resource.setrlimit(what, (limit, limit))

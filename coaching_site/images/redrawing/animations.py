"""An image that moves: drawn frame by frame into an animated WebP."""

from collections.abc import Iterator
from math import sqrt

from PIL import Image

from coaching_site.images.redrawing.limits import (
    MAX_FRAMES,
    MAX_MOVING_CANVAS,
    MAX_MOVING_PIXELS,
    MAX_STORED_MOVING_PIXELS,
    RefusedError,
)
from coaching_site.images.redrawing.stills import encoded, in_srgb

QUALITY = 70
LONGEST_SIDE = 960
# Milliseconds: browsers take a shorter wait for a mistake, and wait this long instead.
SHORTEST_WAIT, USUAL_WAIT = 20, 100


def draw_moving(image: Image.Image, longest_side: int) -> bytes:
    """Return the frames as an animated WebP of at most 960 pixels a side.

    All frames together are kept to a number of pixels: a long animation becomes smaller.
    """
    size = _stored_size(image, min(longest_side, LONGEST_SIDE))
    frames, waits = zip(*_drawn(image, size), strict=True)
    return encoded(
        frames[0], save_all=True, append_images=frames[1:], duration=waits,
        loop=_times_played(image), background=(0, 0, 0, 0), quality=QUALITY, method=0,
    )  # fmt: skip


def _stored_size(image: Image.Image, longest_side: int) -> tuple[int, int]:
    """Return the size of each frame; refuses what is too long or too large to be decoded at all."""
    frames: int = getattr(image, "n_frames", 1)
    pixels = image.width * image.height
    if frames > MAX_FRAMES:
        raise RefusedError("too_many_frames", MAX_FRAMES)
    if pixels > MAX_MOVING_CANVAS:
        raise RefusedError("too_many_pixels", MAX_MOVING_CANVAS)
    if pixels * frames > MAX_MOVING_PIXELS:
        raise RefusedError("too_many_frames", MAX_MOVING_PIXELS // pixels)
    factor = min(
        1, longest_side / max(image.size), sqrt(MAX_STORED_MOVING_PIXELS / (pixels * frames))
    )
    return max(1, int(image.width * factor)), max(1, int(image.height * factor))


def _drawn(image: Image.Image, size: tuple[int, int]) -> Iterator[tuple[Image.Image, int]]:
    """Yield each frame, whole and scaled, with how long it stands."""
    canvas = (0, 0, *image.size)
    profile = image.info.get("icc_profile")
    for number in range(getattr(image, "n_frames", 1)):
        image.seek(number)
        frame = image.convert("RGBA" if image.has_transparency_data else "RGB")
        if frame.size != canvas[2:]:  # a GIF may grow on its way; browsers show what was announced
            frame = frame.crop(canvas)
        small = frame.resize(size, Image.Resampling.LANCZOS, reducing_gap=2)
        wait = int(image.info.get("duration", 0))
        yield in_srgb(small, profile), wait if wait >= SHORTEST_WAIT else USUAL_WAIT


def _times_played(image: Image.Image) -> int:
    """Return how often it plays, 0 for ever; a GIF says how often it is repeated after that."""
    times: int | None = image.info.get("loop")
    if image.format == "GIF":
        return 1 if times is None else times and times + 1
    return times or 0

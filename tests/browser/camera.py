"""Takes the images of the author's guide: of what is ready, cropped to what matters, small."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image as Drawing
from playwright.sync_api import FloatRect, Locator, Page

QUALITY = 80
MOST_BYTES = 90_000
# What is loaded lazily and lies out of sight never arrives, and need not.
IS_READY = """() => document.readyState === "complete" && document.fonts.status === "loaded"
  && [...document.images].every((image) => {
    const { top, bottom } = image.getBoundingClientRect();
    const isInSight = image.checkVisibility() && image.src && bottom > 0 && top < innerHeight;
    return !isInSight || (image.complete && image.naturalWidth > 0);
  })"""


class Camera:
    """Photographs one page of the browser into a folder."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.folder = folder

    def take(
        self,
        name: str,
        *around: Locator,
        margin: int = 16,
        left: int | None = None,
        until: float | None = None,
    ) -> None:
        """Keep what the window shows, or of that what surrounds some elements.

        Args:
            margin: How many pixels to leave around the elements.
            left: Where to begin instead, in pixels from the left; the image then ends as far
                from the right.
            until: Where to end at the latest, in pixels from the top of the window.
        """
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_function(IS_READY)
        clip = self._clip(around, margin, left, until)
        taken = self.page.screenshot(clip=clip, animations="disabled", caret="hide")
        path = self.folder / f"{name}.webp"
        with Drawing.open(BytesIO(taken)) as drawing:
            drawing.convert("RGB").save(path, quality=QUALITY, method=6)
        assert path.stat().st_size <= MOST_BYTES, f"{name} is larger than it may be."

    def _clip(
        self, around: Sequence[Locator], margin: int, left: int | None, until: float | None
    ) -> FloatRect:
        window = self.page.viewport_size
        assert window
        width, height = window["width"], window["height"]
        boxes = [box for one in around if (box := one.bounding_box())] or [
            {"x": 0, "y": 0, "width": width, "height": height}
        ]
        x0 = max(0, min(box["x"] for box in boxes) - margin)
        y0 = max(0, min(box["y"] for box in boxes) - margin)
        x1 = min(width, max(box["x"] + box["width"] for box in boxes) + margin)
        y1 = min(height, max(box["y"] + box["height"] for box in boxes) + margin, until or height)
        if left is not None:
            x0, x1 = left, width - left
        return {"x": x0, "y": y0, "width": x1 - x0, "height": y1 - y0}

"""Cut paper in Pillow: sheets that lie upon each other, each with its grain, edge and shadow."""

import math
from collections.abc import Iterable
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from demo.outlines import Outline

type Box = tuple[int, int, int, int]
type Colour = str

BLEED = 60  # pixels drawn outside the picture, so that shadows at its border have a source
OVERSAMPLING = 2
LIGHT = (0.6, 0.8)  # shadows fall to the lower right
SHADOW = "#2a2119"  # warm, since paper reflects paper
SPARE = 400  # pixels of grain beyond the picture, so that each sheet gets its own piece
REACH = 130  # pixels over which the widest shadow fades away
LEVELS = range(256)


class Collage:
    """Sheets of paper laid upon a ground, each with its grain, edge and shadow."""

    def __init__(self, size: tuple[int, int], seed: str, ground: Colour) -> None:
        self.random = Random(seed)  # noqa: S311 -- a picture, not a secret
        self._mirrored = self.random.choice((True, False))
        self._inner = size
        self._size = (size[0] + 2 * BLEED, size[1] + 2 * BLEED)
        self._grain = self._make_grain()
        self._picture = self._paper(ground, (0, 0, *self._size))

    def lay(
        self, colour: Colour, *outlines: Outline, holes: Iterable[Outline] = (), lift: float = 1.0
    ) -> None:
        """Lay a sheet on top; `lift` is its distance from what lies below."""
        cuts = [self._trembled(outline) for outline in outlines]
        box = self._surroundings(cuts)
        mask = self._mask(cuts, [self._trembled(hole) for hole in holes], box)
        self._picture.paste(SHADOW, box, self._shadow(mask, lift))
        self._picture.paste(self._paper(colour, box, self._relief(mask, lift)), box, mask)

    def finish(self) -> Image.Image:
        """Return the picture, cut to its size, under light from the upper left."""
        width, height = self._size
        fall = (
            Image.linear_gradient("L").rotate(20, Image.Resampling.BICUBIC).crop((48, 48, 208, 208))
        )
        fall = fall.point([142 - level // 8 for level in LEVELS]).resize((width, height))
        lit = ImageChops.soft_light(self._picture, grey(fall))
        return lit.crop((BLEED, BLEED, width - BLEED, height - BLEED))

    def _trembled(self, outline: Outline) -> Outline:
        """Return the outline in pixels, with the tremble of a hand."""
        phase = [self.random.uniform(0, math.tau) for _ in range(4)]
        pixels, walked = [], 0.0
        for index, (x, y) in enumerate(outline):
            walked += math.dist((x, y), outline[index - 1]) if index else 0
            shift_x = 0.0011 * math.sin(walked * 23 + phase[0]) + 0.0006 * math.sin(
                walked * 61 + phase[1]
            )
            shift_y = 0.0011 * math.sin(walked * 19 + phase[2]) + 0.0006 * math.sin(
                walked * 53 + phase[3]
            )
            right = self._inner[0] / self._inner[1] - x - shift_x if self._mirrored else x + shift_x
            pixels.append((right * self._inner[1] + BLEED, (y + shift_y) * self._inner[1] + BLEED))
        return pixels

    def _surroundings(self, cuts: Iterable[Outline]) -> Box:
        """Return the part of the picture that the sheet and its shadow can reach."""
        across, down = zip(*(point for cut in cuts for point in cut), strict=True)
        return (
            max(0, int(min(across)) - REACH),
            max(0, int(min(down)) - REACH),
            min(self._size[0], int(max(across)) + REACH),
            min(self._size[1], int(max(down)) + REACH),
        )

    def _mask(self, cuts: Iterable[Outline], holes: Iterable[Outline], box: Box) -> Image.Image:
        large = Image.new("L", ((box[2] - box[0]) * OVERSAMPLING, (box[3] - box[1]) * OVERSAMPLING))
        draw = ImageDraw.Draw(large)
        for outlines, fill in ((cuts, 255), (holes, 0)):
            for outline in outlines:
                draw.polygon(
                    [
                        ((x - box[0]) * OVERSAMPLING, (y - box[1]) * OVERSAMPLING)
                        for x, y in outline
                    ],
                    fill,
                )
        return large.reduce(OVERSAMPLING).filter(ImageFilter.GaussianBlur(0.6))

    def _shadow(self, mask: Image.Image, lift: float) -> Image.Image:
        """Return what a sheet darkens: a line where it touches, and a soft wide fall."""
        small = mask.reduce(4)
        shadow = Image.new("L", small.size)
        for blur, distance, strength in ((1, 1, 0.30), (4, 3, 0.26), (10, 4, 0.22)):
            fall = small.filter(ImageFilter.GaussianBlur(blur * lift))
            fall = self._moved(fall, distance * lift).point([int(v * strength) for v in LEVELS])
            shadow = ImageChops.screen(shadow, fall)
        return shadow.resize(mask.size, Image.Resampling.BILINEAR)

    def _soft(self, mask: Image.Image, blur: float) -> Image.Image:
        """Return the mask blurred by so many pixels, worked out at a quarter of its size."""
        small = mask.reduce(4).filter(ImageFilter.GaussianBlur(blur / 4))
        return small.resize(mask.size, Image.Resampling.BILINEAR)

    def _moved(self, picture: Image.Image, distance: float) -> Image.Image:
        """Return the picture moved away from the light."""
        moved = Image.new("L", picture.size)
        moved.paste(picture, (round(LIGHT[0] * distance), round(LIGHT[1] * distance)))
        return moved

    def _relief(self, mask: Image.Image, lift: float) -> Image.Image:
        """Return where a sheet catches light: along its cut, and where the paper curls."""
        soft = self._soft(mask, 9 * lift)
        curl = ImageChops.subtract(soft, self._moved(soft, 22), 5.5, 128)
        cut = ImageChops.subtract(mask, self._moved(mask, 2.4), 4.0, 128)
        return ImageChops.add(curl, cut, 1, -128)

    def _paper(self, colour: Colour, box: Box, relief: Image.Image | None = None) -> Image.Image:
        """Return a sheet in a colour, with its own piece of the grain."""
        left, top = (self.random.randrange(SPARE) for _ in range(2))
        grain = self._grain.crop((left + box[0], top + box[1], left + box[2], top + box[3]))
        if relief:
            grain = ImageChops.add(grain, relief, 1, -128)
        return ImageChops.soft_light(Image.new("RGB", grain.size, colour), grey(grain))

    def _make_grain(self) -> Image.Image:
        """Return noise around middle grey: the tooth of the paper, its fibres, its clouds."""
        size = (self._size[0] + SPARE, self._size[1] + SPARE)
        tooth = self._noise(size, 1, 1).filter(ImageFilter.BoxBlur(0.6))
        grain = Image.blend(tooth, self._noise(size, 4, 3), 0.38)
        return Image.blend(grain, self._noise(size, 160, 160), 0.25)

    def _noise(self, size: tuple[int, int], across: int, down: int) -> Image.Image:
        """Return noise whose specks are so many pixels wide and high."""
        few = (size[0] // across + 1, size[1] // down + 1)
        noise = Image.frombytes("L", few, self.random.randbytes(few[0] * few[1]))
        noise = noise.point([128 + int((v - 128) * 0.5) for v in LEVELS])
        return noise.resize(size, Image.Resampling.BICUBIC)


def grey(levels: Image.Image) -> Image.Image:
    """Return the levels as a colour picture, for blending with one."""
    return Image.merge("RGB", [levels] * 3)

"""Image files as people and attackers send them."""

import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageChops, ImageDraw, ImageFilter

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def written(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """Return the bytes of a file of this kind."""
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def upload_of(content: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    """Return the bytes as somebody uploads them."""
    return SimpleUploadedFile(name, content)


def read(content: bytes) -> Image.Image:
    """Return a decoded image."""
    image = Image.open(BytesIO(content))
    image.load()
    return image


def png_chunk(kind: bytes, content: bytes) -> bytes:
    """Return a chunk of a PNG with its length and checksum."""
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum


def png_that_claims(width: int, height: int, *chunks: bytes) -> bytes:
    """Return a PNG of a few hundred bytes whose head promises so many pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000)
    parts = (png_chunk(b"IHDR", head), *chunks, png_chunk(b"IDAT", rows), png_chunk(b"IEND", b""))
    return PNG_SIGNATURE + b"".join(parts)


def whole_png(width: int, height: int) -> bytes:
    """Return a one-coloured PNG that keeps its promise and compresses a thousandfold."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    compressor = zlib.compressobj(9)
    row = b"\0" + b"\xff" * ((width + 7) // 8)
    rows = b"".join(compressor.compress(row) for _ in range(height)) + compressor.flush()
    parts = (png_chunk(b"IHDR", head), png_chunk(b"IDAT", rows), png_chunk(b"IEND", b""))
    return PNG_SIGNATURE + b"".join(parts)


def moving(
    kind: str, size: tuple[int, int] = (40, 30), frames: int = 3, **options: object
) -> bytes:
    """Return an animation in which a red square walks over blue paper."""
    images = []
    for number in range(frames):
        image = Image.new("RGB", size, "blue")
        left = number * 10 % size[0]
        ImageDraw.Draw(image).rectangle((left, 0, left + 9, 9), fill="red")
        images.append(image)
    options = {"duration": 120, "loop": 0} | options
    return written(images[0], kind, save_all=True, append_images=images[1:], **options)


def photo(size: tuple[int, int] = (1_920, 1_440)) -> bytes:
    """Return an image with as much detail as a photo of a wood: equal noise at every scale."""
    bands = []
    for strength in (0.2, 0.1, 0.1):  # light and the two colours
        band = Image.new("L", size, 128)
        for scale in (256, 128, 64, 32, 16, 8, 4, 2):
            grain = Image.effect_noise((size[0] // scale + 2, size[1] // scale + 2), 100)
            weak = grain.point(lambda value, s=strength: int(128 + (value - 128) * s))
            band = ImageChops.add(band, weak.resize(size, Image.Resampling.BICUBIC), 1, -128)
        bands.append(band)
    wood = Image.merge("YCbCr", bands).convert("RGB")
    sky = Image.new("RGB", (size[0], size[1] // 3), (150, 180, 215))
    wood.paste(sky, (0, 0))
    return written(wood.filter(ImageFilter.GaussianBlur(0.6)), quality=92)

"""Files that are not as they should be around their pixels, which viewers show all the same."""

from PIL import Image

JPEG, END_OF_JPEG = b"\xff\xd8", b"\xff\xd9"
SCAN, PROFILE = b"\xda", b"\xe2"
# What a decoder leaves where no row came: grey in a JPEG that is ended, nothing elsewhere.
GREY, NOTHING = {127, 128}, {0}
# Of a WebP, zeros in the place of more than this would be seen as a picture.
MOST_LACKED = 64


def ended(content: bytes) -> bytes:
    """Return the file with the end that it lacks, so that what stands before it is drawn."""
    if content.startswith(JPEG):
        return content + END_OF_JPEG
    if content[:4] == b"RIFF":
        lacked = int.from_bytes(content[4:8], "little") + 8 - len(content)
        return content + bytes(lacked) if 0 < lacked <= MOST_LACKED else content
    return content


def without_profile(content: bytes) -> bytes:
    """Return a JPEG without profile and further photos: a broken one of these hides the rest."""
    place = len(JPEG) if content.startswith(JPEG) else len(content)
    kept = [content[:place]]
    while content[place : place + 1] == b"\xff" and content[place + 1 : place + 2] != SCAN:
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4])
        if content[place + 1 : place + 2] != PROFILE:
            kept.append(content[place:end])
        place = end
    return b"".join(kept) + content[place:]


def is_unfinished(image: Image.Image) -> bool:
    """Tell whether the last row of a file that lacked its end never came."""
    empty = GREY if image.format in {"JPEG", "MPO"} else NOTHING
    last_row = image.crop((0, image.height - 1, image.width, image.height))
    extremes = last_row.getextrema()
    bands = extremes if isinstance(extremes[0], tuple) else (extremes,)
    return all(least == most and most in empty for least, most in bands)

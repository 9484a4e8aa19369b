"""Reads an image, writes one line of JSON and the new bytes.

The line is `{"moving": false, "unfinished": false}`, or, when it refuses,
`{"code": "too_many_pixels", "limit": 33}`.
"""

import json
import sys
from io import BytesIO

from coaching_site.images.redrawing.images import draw
from coaching_site.images.redrawing.limits import RefusedError, hold_to_limits

type Answer = dict[str, object]


def main(longest_side: int, quality: int, *, may_move: bool) -> None:
    """Answer for one image, in a process that may use so much and no more."""
    hold_to_limits()
    upload = BytesIO(sys.stdin.buffer.read())
    answer, made = answer_for(upload, longest_side, quality, may_move=may_move)
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + made)


def answer_for(
    upload: BytesIO, longest_side: int, quality: int, *, may_move: bool
) -> tuple[Answer, bytes]:
    """Return the line and the bytes; whatever Pillow raises at a broken file, it is no image."""
    try:
        drawn = draw(upload, longest_side, quality, may_move=may_move)
    except RefusedError as refusal:
        return {"code": refusal.code, "limit": refusal.limit}, b""
    except MemoryError:
        return {"code": "too_heavy"}, b""
    except Exception:  # noqa: BLE001 (Pillow's readers were seen to raise eleven kinds of errors)
        return {"code": "not_an_image"}, b""
    return {"moving": drawn.moves, "unfinished": drawn.is_unfinished}, drawn.content


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), may_move="may-move" in sys.argv[3:])

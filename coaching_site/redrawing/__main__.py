"""Reads a picture, writes one line of JSON and the new bytes.

The line is `{"moving": false}`, or `{"code": "too_many_pixels", "limit": 33}` when it refuses.
"""

import json
import sys
from io import BytesIO

from coaching_site.redrawing.limits import RefusedError, hold_to_limits
from coaching_site.redrawing.pictures import draw


def main(longest_side: int, quality: int, *, may_move: bool) -> None:
    """Answer for one picture; whatever a broken file makes Pillow raise, it is no picture."""
    hold_to_limits()
    made = b""
    try:
        upload = BytesIO(sys.stdin.buffer.read())
        made, moving = draw(upload, longest_side, quality, may_move=may_move)
        answer: dict[str, object] = {"moving": moving}
    except RefusedError as refusal:
        answer = {"code": refusal.code, "limit": refusal.limit}
    except MemoryError:
        answer = {"code": "too_heavy"}
    except Exception:  # noqa: BLE001 (Pillow's readers were seen to raise ten kinds of errors)
        answer = {"code": "not_a_picture"}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + made)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), may_move="may-move" in sys.argv[3:])

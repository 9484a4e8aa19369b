"""The compositions of the cover pictures, by topic, each with the paper it lies on."""

from collections.abc import Callable

from demo.paper import Collage
from demo.scenes import classroom, parents, teacher, team
from demo.scenes.palette import FERN, GREEN, MARKER, MIST, PEACH, PINE, SAND

type Scene = Callable[[Collage], None]

SCENES: dict[str, dict[Scene, str]] = {
    "in-de-klas": {
        classroom.hills: MARKER,
        classroom.waves: SAND,
        classroom.bench: PEACH,
        classroom.bridge: MARKER,
    },
    "ouders-en-school": {
        parents.table: MIST,
        parents.door: GREEN,
        parents.cups: MIST,
        parents.lamp: FERN,
    },
    "het-team": {team.mobile: SAND, team.branch: SAND, team.book: MARKER},
    "jij-als-leraar": {teacher.kite: MARKER, teacher.path: PEACH, teacher.night: PINE},
}

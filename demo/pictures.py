"""Cover pictures and portraits of the demo: cut paper, the same for the same seed."""

from random import Random

from PIL import Image

from demo.paper import Collage
from demo.scenes import SCENES
from demo.scenes.portraits import HAIR, PAPERS, portrait

COVER = (1600, 1067)
PORTRAIT = (800, 800)


def draw_cover(seed: str, topic: str) -> Image.Image:
    """Return a cover for a topic; an unknown topic takes its scene from all of them.

    A seed whose first word is the name of a scene ("waves 3") gets that scene.
    """
    scenes = SCENES.get(topic) or {s: g for scenes in SCENES.values() for s, g in scenes.items()}
    wish, _, _ = seed.partition(" ")
    named = [scene for scene in scenes if scene.__name__ == wish]
    scene = Random(seed).choice(named or list(scenes))  # noqa: S311 -- a picture, not a secret
    collage = Collage(COVER, seed, scenes[scene])
    scene(collage)
    return collage.finish()


def draw_portrait(seed: str) -> Image.Image:
    """Return a head and shoulders before a disc."""
    random = Random(seed)  # noqa: S311 -- a picture, not a secret
    papers, hair = random.choice(PAPERS), random.choice(HAIR)
    collage = Collage(PORTRAIT, seed, papers[0])
    portrait(collage, papers, hair)
    return collage.finish()

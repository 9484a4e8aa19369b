"""The names of the smaller images of an image, for whoever removes files without drawing any."""

from collections.abc import Iterator

from blog.images.shapes import FOLDER, SHAPES, Renditions


def names_of(renditions: Renditions) -> Iterator[str]:
    """Yield the names of the files that belong to these renditions."""
    for name, made in renditions.get("shapes", {}).items():
        for width, _height in made["sizes"]:
            for kind in SHAPES[name].formats:
                yield name_of(made["stem"], width, kind)


def name_of(stem: str, width: int, kind: str) -> str:
    """Return the name of one file, below the folder of media."""
    return f"{FOLDER}{stem}-{width}.{kind}"

"""The demo's images are finished files: each used and described, together light to clone."""

import re

import pytest
from PIL import Image as Drawing

from demo.content_files import CONTENT, Entry, read_table, read_texts

COVER = (1600, 1067)
PORTRAIT = (800, 800)
MOST_BYTES_TOGETHER = 1_500_000

ARTICLES = read_texts("articles")
PEOPLE = read_table("people")
COVERS = [article["cover"] for article in ARTICLES]
IN_TEXTS = [entry for article in ARTICLES for entry in article.get("images", ())]
PORTRAITS = [author["portrait"] for author in PEOPLE["authors"]]
FILES = sorted((CONTENT / "images").iterdir())


def described(entries: list[Entry]) -> dict[str, str]:
    return {entry["file"]: entry["alt"] for entry in entries}


def test_every_article_and_writer_has_images_of_their_own_and_none_is_left_over() -> None:
    named = [entry["file"] for entry in (*COVERS, *IN_TEXTS, *PORTRAITS)]
    assert sorted(named) == [path.name for path in FILES]
    assert len({path.read_bytes() for path in FILES}) == len(FILES)


def test_the_portrait_of_the_practice_is_that_of_a_writer_in_the_same_words() -> None:
    practice = PEOPLE["practice"]
    assert described(PORTRAITS)[practice["portrait"]] == practice["portrait_description"]


def test_all_images_together_are_at_most_one_and_a_half_megabytes() -> None:
    assert sum(path.stat().st_size for path in FILES) <= MOST_BYTES_TOGETHER


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_image_is_as_large_as_the_site_shows_it_and_says_nothing_about_its_making(path) -> None:
    with Drawing.open(path) as drawing:
        assert (drawing.format, drawing.mode) == ("WEBP", "RGB")
        assert drawing.size == (PORTRAIT if path.name in described(PORTRAITS) else COVER)
        assert not {"exif", "icc_profile", "xmp"} & set(drawing.info)


def test_every_image_is_described_in_words_that_fit_their_column() -> None:
    words = [entry["alt"] for entry in (*COVERS, *IN_TEXTS, *PORTRAITS)]
    assert [alt for alt in words if not 20 < len(alt) <= 250] == []


def test_every_image_of_a_text_has_its_place_in_it() -> None:
    for article in ARTICLES:
        places = re.findall(r"<!-- image (\d+) -->", article["body"])
        wanted = [str(number) for number in range(1, len(article.get("images", ())) + 1)]
        assert places == wanted, article["slug"]

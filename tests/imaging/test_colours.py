from __future__ import annotations

import numpy as np
import pytest
from pictures import photograph

from runner.imaging.colours import dominant, name

# Named colours of CSS Color Module Level 4 and the word that a person would use.
NAMED = {
    "black": "#000000",
    "white": "#ffffff #fffafa #f5f5f5 #f0f8ff",
    "grey": "#808080 #a9a9a9 #696969 #d3d3d3",
    "red": "#ff0000 #dc143c #b22222 #800000 #ff6347",
    "orange": "#ffa500 #ff8c00 #ff7f50",
    "brown": "#8b4513 #a0522d #d2691e #cd853f",
    "beige": "#d2b48c #f5deb3 #deb887 #f5f5dc",
    "yellow": "#ffff00 #ffd700 #f0e68c",
    "green": "#008000 #00ff00 #006400 #2e8b57 #9acd32 #6b8e23 #8fbc8f #2f4f4f",
    "turquoise": "#40e0d0 #008080 #00ffff #48d1cc",
    "blue": "#0000ff #000080 #87ceeb #4682b4 #4169e1 #add8e6 #191970",
    "purple": "#800080 #4b0082 #ee82ee #9932cc #dda0dd",
    "pink": "#ffc0cb #ff69b4 #ff1493 #fa8072",
}


@pytest.mark.parametrize(("word", "value"), [(word, value) for word, all in NAMED.items() for value in all.split()])
def test_named_colours_get_the_plain_word(word: str, value: str) -> None:
    assert name(*bytes.fromhex(value[1:])) == word


def test_every_colour_has_a_word() -> None:
    steps = range(0, 256, 17)
    assert {name(r, g, b) for r in steps for g in steps for b in steps} == set(NAMED)


def test_shares_and_mean_colours() -> None:
    picture = np.zeros((64, 64, 3), np.uint8)
    picture[:32] = (200, 20, 20)
    picture[32:52] = (30, 60, 200)
    picture[52:62, ::2], picture[52:62, 1::2] = (240, 240, 245), (250, 250, 245)
    assert [(each.name, each.hex, each.share) for each in dominant(picture)] == [
        ("red", "#c81414", 0.5),
        ("blue", "#1e3cc8", 0.3125),
        ("white", "#f5f5f5", 0.1562),
    ]


@pytest.mark.parametrize(
    ("photo", "words"), [("stars", {"black"}), ("coffee", {"brown"}), ("flower", {"green"}), ("clock", {"grey"})]
)
def test_real_photos_have_the_colours_one_sees(photo: str, words: set[str]) -> None:
    found = dominant(photograph(photo).thumbnail_image(64).numpy())
    assert words <= {each.name for each in found[:2]}
    shares = [each.share for each in found]
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) <= 1.0005
    assert len({each.name for each in found}) == len(found) <= 5


def test_a_picture_of_many_colours_names_only_those_that_matter() -> None:
    picture = np.random.default_rng(1).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    assert all(each.share >= 0.05 for each in dominant(picture))

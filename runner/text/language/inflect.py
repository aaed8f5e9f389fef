"""English plurals, as far as comparing two words needs them."""

from __future__ import annotations

from functools import lru_cache

_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "geese": "goose",
    "mice": "mouse",
    "oxen": "ox",
    "leaves": "leaf",
    "wolves": "wolf",
    "calves": "calf",
    "halves": "half",
    "knives": "knife",
    "shelves": "shelf",
    "loaves": "loaf",
    "scarves": "scarf",
    "hooves": "hoof",
    "wharves": "wharf",
    "wives": "wife",
    "thieves": "thief",
    "cacti": "cactus",
    "fungi": "fungus",
    "buses": "bus",
    "gases": "gas",
    "lenses": "lens",
    "irises": "iris",
    "axes": "axe",
    "moustaches": "moustache",
    "taxis": "taxi",
    "emus": "emu",
    "headaches": "headache",
}
_UNCHANGED = frozenset(
    "aircraft spacecraft hovercraft sheep deer moose series species lens news always across perhaps sometimes "
    "christmas canvas atlas overseas cosmos chaos bias trousers scissors".split()
)
_OES = frozenset("shoes toes canoes horseshoes snowshoes foes oboes floes does".split())
_IES = frozenset(
    "movies cookies zombies selfies hoodies calories prairies genies brownies birdies neckties bowties magpies collies "
    "budgies doggies smoothies".split()
)


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """The singular of a lower-case English noun; any other word is returned unchanged, or alike for all its forms."""
    if len(word) < 4 or word[-1] not in "sniet" or word in _UNCHANGED:
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith(("women", "men")) and len(word) > 5:
        return word[:-2] + "an"
    if not word.endswith("s") or word.endswith(("ss", "us", "is", "'s")):
        return word
    return _without_s(word)


def _without_s(word: str) -> str:
    if word.endswith("ies") and len(word) > 4 and word not in _IES:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    if word.endswith("uses") and len(word) > 6 and word[-5] not in "oae":
        return word[:-2]
    if word.endswith("oes") and word not in _OES:
        return word[:-2]
    return word[:-1]

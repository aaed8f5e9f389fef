"""American spellings, so that a text and its sources may differ in them."""

from __future__ import annotations

_BRITISH = {
    "gray": "grey",
    "grayish": "greyish",
    "color": "colour",
    "colored": "coloured",
    "colorful": "colourful",
    "multicolored": "multicoloured",
    "harbor": "harbour",
    "center": "centre",
    "theater": "theatre",
    "catalog": "catalogue",
    "fiber": "fibre",
    "plow": "plough",
    "tire": "tyre",
    "mold": "mould",
    "molding": "moulding",
    "jewelry": "jewellery",
    "armor": "armour",
    "neighborhood": "neighbourhood",
    "pajama": "pyjama",
    "traveler": "traveller",
}


def british(word: str) -> str:
    """The British spelling of a lower-case American word; any other word is returned unchanged."""
    return _BRITISH.get(word, word)

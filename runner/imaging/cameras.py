"""The name of a camera as photographers say it."""

from __future__ import annotations

import re

# Legal forms after a maker's name, and divisions of a maker.
_LEGAL = re.compile(
    r"[\s,.]+(?:corporation|corp|company|co|ltd|limited|inc|gmbh|ag|imaging|optical|camera|computer|electronics)\b\.?",
    re.I,
)

# Makers whose usual name is not what they write.
_MAKERS = {
    "eastman kodak": "Kodak",
    "om digital solutions": "OM System",
    "lge": "LG",
    "samsung": "Samsung",
    "motorola": "Motorola",
}

# Brands that are named in the model because another company owns them now.
_BRANDS = ("pentax", "nokia")


def camera_name(make: str | None, model: str | None) -> str | None:
    """Make and model, without repeating the make: "NIKON CORPORATION", "NIKON D70" gives "Nikon D70".

    None if both are missing. Only letter case and legal forms of the make change; the model stays as written.
    """
    if model and model.casefold().startswith(_BRANDS):
        make = model.split()[0]
    maker = _maker(make or "")
    if not maker or not model:
        return maker or model or None
    return f"{maker} {_without(maker, make or '', model)}".strip()


def _maker(make: str) -> str:
    short = _LEGAL.sub("", make).strip(" ,.")
    if short.casefold() in _MAKERS:
        return _MAKERS[short.casefold()]
    # Three capitals or fewer are an abbreviation: DJI, HTC, LG.
    return " ".join(word.capitalize() if word.isupper() and len(word) > 3 else word for word in short.split())


def _without(maker: str, make: str, model: str) -> str:
    """`model` without the maker's name at its start."""
    # "LG" leaves "LG-H870" as "H870", but the first word of "OM System" belongs to "OM-1".
    for name, ends in ((make, " -_"), (maker, " -_"), (maker.split()[0], " ")):
        rest = model[len(name) :]
        if model.casefold().startswith(name.casefold()) and rest[:1] in ends:
            return rest.strip(ends)
    return model

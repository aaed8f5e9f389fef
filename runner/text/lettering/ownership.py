"""Marks of ownership in a picture: a copyright line, an agency's name, a photographer's credit or address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Kind = Literal["copyright", "agency", "credit", "address"]

_SIGN = re.compile(
    r"(?:©|\(\s*[cC]\s*\)|\b[Cc]opyright(?:ed)?\b|\bCOPYRIGHT\b|(?:^|\s)@\s*(?=(?:19|20)\d\d\b))[\s:.,-]*(?P<who>.*)"
)
_RESERVED = re.compile(r"\ball\s*rights\s*reserved\b|\bdo\s*not\s*(?:copy|reproduce)\b", re.I)
_CREDIT = re.compile(
    r"^(?:photo(?:graph(?:y|ed)?|grapher|s)?|picture|image|foto(?:graf)?)\s*"
    r"(?:credits?|by|from|courtesy(?: of)?|[:/|])\s*:?\s*(?P<who>\S.*)$"
    r"|^(?P<before>\S.{1,40}?)\s+(?:photography|fotografie)$",
    re.I,
)
_ADDRESS = re.compile(
    r"\b(?:https?://)?(?:www\.)?(?P<who>[a-z0-9][a-z0-9-]{1,40}\."
    r"(?:com|net|org|info|photo|photos|photography|pics|de|uk|co\.uk|fr|nl|it|es|ch|at|be|eu|ca|au|com\.au|jp|ru|pl|cz|se|no|dk|fi))\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:\s*-\s*(?:19|20)?\d\d)?\b")
_AGENCIES = {
    "gettyimages": "Getty Images", "shutterstock": "Shutterstock", "istock": "iStock", "istockphoto": "iStock",
    "alamy": "Alamy", "adobestock": "Adobe Stock", "dreamstime": "Dreamstime", "depositphotos": "Depositphotos",
    "123rf": "123RF", "bigstock": "Bigstock", "fotolia": "Fotolia", "corbis": "Corbis", "reuters": "Reuters",
    "afp": "AFP", "epa": "EPA", "dpa": "dpa", "picturealliance": "Picture Alliance", "apimages": "AP Images",
    "apphoto": "AP", "associatedpress": "AP", "magnumphotos": "Magnum Photos", "stocksy": "Stocksy", "pond5": "Pond5",
    "airlinersnet": "Airliners.net", "wwwairlinersnet": "Airliners.net", "jetphotos": "JetPhotos",
    "jetphotosnet": "JetPhotos", "planespottersnet": "Planespotters.net", "planepicturesnet": "Plane-Pictures.net",
    "airteamimages": "AirTeamImages", "airhistorynet": "AirHistory.net", "flightradar24": "Flightradar24",
    "myaviationnet": "MyAviation.net", "abpicnet": "ABPic", "abpic": "ABPic", "airpicsnet": "Airpics.net",
    "netairspace": "NetAirspace", "flickr": "Flickr", "500px": "500px", "pinterest": "Pinterest",
    "vecteezy": "Vecteezy",
    "freepik": "Freepik", "imagebroker": "imageBROKER", "mauritiusimages": "Mauritius Images", "imago": "IMAGO",
}  # fmt: skip
_SHORT = 4
"""An agency's name with at most this many letters counts only in its own spelling, at the end of a line, and alone or
after a slash."""


@dataclass(frozen=True, slots=True)
class Ownership:
    """A line that says who owns the picture."""

    kind: Kind
    owner: str | None  # None if the line gives no name
    text: str  # the line as it was read


def ownership(text: str) -> Ownership | None:
    """Return what a line of text says about the picture's owner; None if it is not a mark of ownership."""
    line = " ".join(text.split())
    if match := _SIGN.search(line):
        return Ownership("copyright", agency(line) or _name(match["who"]) or _name(line[: match.start()]), text)
    if _RESERVED.search(line):
        return Ownership("copyright", agency(line) or _name(_RESERVED.sub("", line)), text)
    if name := agency(line):
        return Ownership("agency", name, text)
    if match := _CREDIT.match(line):
        return Ownership("credit", _name(match["who"] or match["before"]), text)
    if match := _ADDRESS.search(line):
        return Ownership("address", match["who"].lower(), text)
    return None


def agency(text: str) -> str | None:
    """Return the picture agency or photo site named in a line, in its own spelling; None if there is none.

    A longer name has to be at least half of the line, unless the line contains a slash, a bar or ©: 'Reuters building'
    is a sign.
    """
    words = [_letters(word) for word in re.split(r"[\s/|]+", text)]
    pairs = [first + second for first, second in pairwise(words)]
    alone = bool(re.search(r"[/|©]", text))
    for key, name in _AGENCIES.items():
        if len(key) <= _SHORT and re.search(rf"(?:^|/\s*){re.escape(name)}$", text.strip()):
            return name
        if len(key) > _SHORT and (key in words or key in pairs) and (alone or 2 * len(key) >= len(_letters(text))):
            return name
    return None


def others(found: Ownership, own: frozenset[str]) -> bool:
    """True if the mark does not name one of `own`, the names and sites of the photographer.

    A mark without a name counts as somebody else's.
    """
    if found.owner is None:
        return True
    owner = _letters(found.owner)
    return not any((name := _letters(each)) and (name in owner or owner in name) for each in own)


def _name(text: str | None) -> str | None:
    """The name in a line, without years and the words around it; None if there is none."""
    plain = _RESERVED.sub("", _YEAR.sub("", text or ""))
    plain = re.sub(r"^(?:by|photo(?:s|graphy)?)\b\s*:?", "", plain.strip(" .,;:|/-–—"), flags=re.I).strip(" .,;:|/-–—")
    return plain if sum(map(str.isalpha, plain)) > 1 else None


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())

"""What the photos of a set have in common, from what several sources say of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Terms = tuple[str, ...]
"""What one source says of one photo, from the particular to the general: airliner, aircraft, vehicle."""

LEAST = 0.68
"""Share of all photos from which on they have a term in common."""

NOTHING = frozenset(
    "photo photograph photography picture image snapshot scene view background macro hdr object".split()
)
"""Words that name no subject."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The most particular term that enough photos have in common by one source."""

    source: str
    term: str
    photos: int  # that have it
    general: frozenset[str]  # every term that enough photos have in common, in small letters


@dataclass(frozen=True, slots=True)
class Consensus:
    """What is suggested, and who says the same or something else. `standings` are in order of rank."""

    suggestion: Standing | None
    standings: tuple[Standing, ...]
    agreeing: tuple[str, ...]  # sources that say the same, or something more general or particular
    opposed: tuple[str, ...]  # sources that are as sure of something else


def consensus(said: Mapping[str, Sequence[Terms]], photos: int) -> Consensus:
    """Return what `photos` photos have in common by sources in order of rank, a specialist before a generalist.

    The first source that is sure of anything is followed, whatever the others say: votes of different worth are not
    added up. A photo of which a source says nothing counts against it.
    """
    found = tuple(standing for source, terms in said.items() if (standing := _standing(source, terms, photos)))
    if not found:
        return Consensus(None, (), (), ())
    first, *others = found
    agreeing = tuple(other.source for other in others if _agree(first, other))
    opposed = tuple(other.source for other in others if not _agree(first, other))
    return Consensus(first, found, agreeing, opposed)


def _standing(source: str, said: Sequence[Terms], photos: int) -> Standing | None:
    counts: dict[str, int] = defaultdict(int)
    heights: dict[str, int] = defaultdict(int)
    written: dict[str, str] = {}
    for terms in said:
        for height, term in enumerate(reversed(terms)):
            key = term.casefold()
            written.setdefault(key, term)
            counts[key] += 1
            heights[key] += height
    common = [term for term in counts if counts[term] >= LEAST * photos and term not in NOTHING]
    if not common:
        return None
    most = max(common, key=lambda term: (heights[term] / counts[term], counts[term]))
    return Standing(source, written[most], counts[most], frozenset(common))


def _agree(first: Standing, other: Standing) -> bool:
    return first.term.casefold() in other.general or other.term.casefold() in first.general

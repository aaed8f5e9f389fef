"""What the photos of a set have in common, from what several sources say about each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Terms = tuple[str, ...]
"""What one source says about one photo, from specific to general: airliner, aircraft, vehicle."""

LEAST = 0.68
"""Photos have a term in common if at least this share of them has it."""

NOTHING = frozenset(
    "photo photograph photography picture image snapshot scene view background macro hdr object".split()
)
"""Words that name no subject."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The most specific term that enough photos have in common according to one source."""

    source: str
    term: str
    photos: int  # how many have it
    general: frozenset[str]  # every term that enough photos have in common, in lower case


@dataclass(frozen=True, slots=True)
class Consensus:
    """The suggestion, and which sources agree with it or not. `standings` are in order of rank."""

    suggestion: Standing | None
    standings: tuple[Standing, ...]
    agreeing: tuple[str, ...]  # sources that say the same, or something more general or specific
    opposed: tuple[str, ...]  # sources that are as sure of something else


def consensus(said: Mapping[str, Sequence[Terms]], photos: int) -> Consensus:
    """Return what `photos` photos have in common; `said` has sources in order of rank, specialists before generalists.

    The first source that is sure of anything is followed, whatever the others say: votes of different worth are not
    added up. A photo about which a source says nothing counts against it.
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

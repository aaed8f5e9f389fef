"""Facets: properties that divide the photos of a filter, and the number of photos for each value.

The count of a value is the number of photos that a click on it would show: it respects the other conditions, as in
Lightroom's metadata filter and in immich. Without Qt; a call reads one snapshot, in any thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from runner.review import further, rating_words
from runner.review.conditions import chosen, without, written
from runner.review.facet_index import FacetIndex, index
from runner.review.filters import STATES
from runner.review.language import term, translate
from runner.review.picks import words as picks
from runner.review.picks.flagged import KEY as PICK
from runner.review.query import Node, Term
from runner.review.snapshot import Snapshot
from runner.review.wording import word
from runner.store.ratings import COLOURS, FLAGS, STARS

Matching = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value with the number of photos that a click on it shows."""

    value: str  # as written in a filter
    label: str  # as shown to a person
    count: int
    chosen: bool
    inside: tuple[FacetValue, ...] = ()  # the values inside this one, for folders and dates


@dataclass(frozen=True, slots=True)
class Facet:
    """One property that divides photos."""

    key: str  # of the filter language
    title: str
    compare: str  # between key and value in the filter: `:` or `=`
    values: tuple[FacetValue, ...]  # the `MOST` most common values that occur, and those that are chosen
    chosen: tuple[str, ...]
    more: int = 0  # number of values that are left out


FIXED = ("state", "stars", "label", "flag")
"""Facets that people's work changes; their values keep a fixed order."""

TREES = ("date", "folder")

MOST = 200
"""Maximum number of values that are listed for a facet; trees are listed whole."""

_BY_COUNT = ("rule", "series", "location", "camera", "subject", "keyword", "witness")


def titles(snapshot: Snapshot) -> dict[str, str]:
    """The titles of all facets by key; declared columns have their own labels."""
    own = {
        "state": translate("facets", "State"),
        "stars": translate("facets", "Stars"),
        "label": translate("facets", "Colour label"),
        "flag": translate("facets", "Flag"),
        "date": translate("facets", "Date"),
        "folder": translate("facets", "Folder"),
        "rule": translate("facets", "Rule broken"),
        "subject": translate("facets", "Subject"),
        "location": translate("facets", "Place"),
        "keyword": translate("facets", "Keyword"),
        "camera": translate("facets", "Camera"),
        "series": translate("facets", "Series"),
        "witness": translate("facets", "Witness"),
    }
    declared = {each.name: further.label(each.label) for each in snapshot.photos.context.columns}
    return {**declared, **own}


def conditions(facets: Iterable[Facet]) -> list[str]:
    """Every listed value as a condition of the filter language, to complete what is typed: `rule:length`."""
    return [written(Term(facet.key, ":", value)) for facet in facets for value in _every(facet.values)]


def _every(values: Iterable[FacetValue]) -> Iterator[str]:
    for each in values:
        yield each.value
        yield from _every(each.inside)


class FacetCounts:
    """Counts the facets of one run's photos; the counts for a filter are cached until something changes."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._index = FacetIndex(snapshot.photos)
        self._kept: tuple[Snapshot, Node, list[Facet]] | None = None

    def facets(self, snapshot: Snapshot, node: Node) -> list[Facet]:
        """All facets that have a value here. Raises FilterError if the filter cannot be understood."""
        if self._kept is None or self._kept[0] is not snapshot or self._kept[1] != node:
            self._kept = (snapshot, node, list(self._counted(snapshot, node)))
        return self._kept[2]

    def keys(self) -> tuple[str, ...]:
        """Keys of all facets in the order in which they are shown."""
        return ("state", *TREES, "rule", "stars", "flag", "label", *_BY_COUNT[2:], *self._index.keys(), "series")

    def _counted(self, snapshot: Snapshot, node: Node) -> Iterator[Facet]:
        named, everything = titles(snapshot), _matching(snapshot, node)
        for key in dict.fromkeys(self.keys()):
            picked = chosen(node, key)
            matching = _matching(snapshot, without(node, key)) if picked else everything
            counts, left_out = self._counts(snapshot, key, matching, picked)
            if counts:
                values = _tree(key, counts, picked) if key in TREES else _listed(snapshot, key, counts, picked)
                yield Facet(key, named[key], ":" if key in (*FIXED, "date") else "=", values, picked, left_out)

    def _counts(
        self, snapshot: Snapshot, key: str, matching: Matching, picked: tuple[str, ...]
    ) -> tuple[dict[str, int], int]:
        """The number of photos by value, and the number of values that are left out."""
        if key in FIXED:
            return _of_people(snapshot, key, matching, picked), 0
        if key == PICK:
            return _of_picks(snapshot, matching, picked), 0
        found = self._index.of(key)
        untouched = matching.copy()
        untouched[snapshot.edited_rows["_place"].to_numpy()] = False
        tally = found.count(untouched)
        edited = dict(_of_edited(snapshot, key, matching))
        known = {value.lower(): code for code, value in enumerate(found.values)} if edited else {}
        new: dict[str, int] = {}
        for value, count in edited.items():
            code = known.get(value.lower())
            if code is None:
                new[value] = count
            else:
                tally[code] += count
        codes = np.flatnonzero(tally)
        if key not in TREES and len(codes) > MOST:
            codes = codes[np.argsort(-tally[codes], kind="stable")]
        kept = codes if key in TREES else codes[:MOST]
        counts = {found.values[code]: int(tally[code]) for code in kept} | new
        spelled = {value.lower() for value in counts}  # case does not distinguish values
        if key not in TREES:
            counts |= {value: 0 for value in picked if value.lower() not in spelled}
        return counts, len(codes) - len(kept)


def _matching(snapshot: Snapshot, node: Node) -> Matching:
    matching = np.zeros(len(snapshot), dtype=np.bool_)
    matching[snapshot.select(node, ()).collect()["_place"].to_numpy()] = True
    return matching


def _of_people(snapshot: Snapshot, key: str, matching: Matching, picked: tuple[str, ...]) -> dict[str, int]:
    column = {"label": "colour"}.get(key, key)
    tally = snapshot.columns[column].filter(pl.Series(matching)).value_counts()
    counts = {("none" if value is None else str(value)): count for value, count in tally.iter_rows()}
    counts = dict.fromkeys(picked, 0) | counts
    is_rated = key == "state" or bool(counts.keys() - {"none", "0"})
    return counts if is_rated else {}


def _of_picks(snapshot: Snapshot, matching: Matching, picked: tuple[str, ...]) -> dict[str, int]:
    tally = snapshot.picks.filter(pl.Series(matching)).drop_nulls().value_counts()
    return dict.fromkeys(picked, 0) | dict(tally.iter_rows())


def _of_edited(snapshot: Snapshot, key: str, matching: Matching) -> Iterator[tuple[str, int]]:
    """Counts by value, for the photos in which a person's text is current."""
    edited = snapshot.edited_rows
    edited = edited.filter(pl.Series(matching[edited["_place"].to_numpy()])) if edited.height else edited
    if edited.height:
        witnesses = snapshot.photos.witnesses.gather(edited["_place"])
        further = (each.gather(edited["_place"]) for each in snapshot.photos.further([key]))
        found = index(edited.drop("_place").with_columns(further), witnesses, key, snapshot.photos.context)
        yield from zip(found.values, found.count(np.ones(edited.height, dtype=np.bool_)).tolist(), strict=True)


def _listed(snapshot: Snapshot, key: str, counts: dict[str, int], picked: Iterable[str]) -> tuple[FacetValue, ...]:
    order, lower = _ORDERS.get(key), {value.lower() for value in picked}
    place = {value: at for at, value in enumerate(order or ())}
    by_order = sorted(counts, key=lambda value: (place.get(value, len(place)), -counts[value], value))
    return tuple(
        FacetValue(value, label(snapshot, key, value), counts[value], value.lower() in lower) for value in by_order
    )


_ORDERS = {
    "state": STATES,
    "stars": tuple(str(stars) for stars in range(STARS, -1, -1)),
    "label": (*COLOURS, "none"),
    "flag": (*FLAGS, "none"),
}


def label(snapshot: Snapshot, key: str, value: str) -> str:
    """A value of a facet as shown to a person."""
    match key:
        case "state":
            return word(value) if value in STATES else value  # type: ignore[arg-type]
        case "stars":
            return rating_words.stars(int(value)) if value.isdecimal() else value
        case "label":
            return rating_words.colour(value if value in COLOURS else None)
        case "flag":
            return rating_words.flag(value if value in FLAGS else None)
        case "rule":
            return term("rule", value)
        case "series":
            return _series(snapshot, value)
        case "pick":
            return picks.pick(value)
        case "pick_kind":
            return picks.kind(value)
        case _:
            return value


def _series(snapshot: Snapshot, key: str) -> str:
    """The title of a series: the name of its first photo, because its key says nothing to a person."""
    first = snapshot.photos.first_of_series(key)
    return key if first is None else f"{snapshot.photos.name(first)} …"


def _tree(key: str, counts: dict[str, int], picked: Iterable[str]) -> tuple[FacetValue, ...]:
    """The values as a tree: `2019-05-17` in `2019-05` in `2019`, `trip/day 1` in `trip`."""
    mark = {"date": "-", "folder": "/"}[key]
    totals: dict[str, int] = {}
    inside: dict[str, list[str]] = {"": []}
    for value, count in sorted(counts.items()):
        parts = value.split(mark)
        for depth in range(1, len(parts) + 1):
            name, above = mark.join(parts[:depth]), mark.join(parts[: depth - 1])
            if name not in totals:
                inside.setdefault(above, []).append(name)
            totals[name] = totals.get(name, 0) + count
    lower = {value.lower() for value in picked}

    def made(name: str) -> FacetValue:
        below = tuple(made(each) for each in inside.get(name, ()))
        return FacetValue(name, name.rpartition(mark)[2], totals[name], name.lower() in lower, below)

    return tuple(made(name) for name in inside[""])

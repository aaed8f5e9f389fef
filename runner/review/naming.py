"""File names under which photos are published: they follow the subject, or a person typed them.

A name is a part of what is approved. So a photo whose subject or location a person has changed gets its name from the
run's template when it is approved, in the same change; until then the name is a preview. A name that a person typed
stays, whatever happens to the subject, the place or the template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

import polars as pl

from runner.messages import say
from runner.review.checks import Checker
from runner.review.edits import Values
from runner.review.language import translate
from runner.review.planning import Refused
from runner.review.review_catalog import ReviewCatalog
from runner.review.snapshot import Snapshot
from runner.schema import FactsRow, Finding
from runner.stages.name import name_request
from runner.store.decisions import FILE_NAME
from runner.store.names import NameRequest, claim_name, expected_names, other_owner, reserve_names
from runner.text.naming import NamingOptions, portable

Numbering = Callable[[Sequence[NameRequest]], list[tuple[str, int]]]
"""Gives each request a name and its number."""
Row = Mapping[str, Any]
_DESCRIBES = frozenset({"subject", "location"})


class Naming:
    """The names of a run's photos, by the run's template. Thread-safe."""

    def __init__(self, checker: Checker, catalog: ReviewCatalog, patience_s: float) -> None:
        self._checker, self._catalog, self._patience_s = checker, catalog, patience_s

    def portable(self, typed: str) -> str:
        """The typed text as a file name that every system accepts; empty if nothing of it can be used."""
        return portable(self._checker.naming() or NamingOptions(), typed)

    def written(self, values: Values) -> Values:
        """The new values, with file names changed to ones that every system accepts."""
        return {
            place: {name: self._written(name, value) for name, value in fields.items()}
            for place, fields in values.items()
        }

    def _typed(self, row: Row) -> str | None:
        """The name that a person typed, as a file name; None if the name follows from the template."""
        return self.portable(row[FILE_NAME]) or None if _is_typed(row) else None

    def _written(self, name: str, value: object) -> object:
        return self.portable(value) if name == FILE_NAME and isinstance(value, str) else value

    def preview(self, snapshot: Snapshot, place: int, row: Row) -> str | None:
        """The name under which a photo with this effective row would be approved. Reserves nothing."""
        return self.previews(snapshot, {place: row})[place]

    def previews(self, snapshot: Snapshot, rows: Mapping[int, Row]) -> dict[int, str | None]:
        """The names under which photos with these effective rows would be approved together, by place."""
        names: dict[int, str | None] = {place: name for place, row in rows.items() if (name := self._typed(row))}
        rest = {place: row for place, row in rows.items() if place not in names}
        following = self._following(snapshot, rest, self._expected)
        for place, row in rest.items():
            own = row[FILE_NAME] or snapshot.row(place)[FILE_NAME]
            names[place] = following[place] or self._own(snapshot, place) if place in following else own
        return {place: names[place] for place in rows}

    def by_template(self, rows: Mapping[int, Row], template: str) -> dict[int, str]:
        """Names for these effective rows by another template than the run's, by place. Reserves nothing."""
        options = replace(self._checker.naming() or NamingOptions(), template=template)
        bases = self._checker.bases([row["item_id"] for row in rows.values()])
        facts = {place: known for place, row in rows.items() if (known := bases[row["item_id"]].facts) is not None}
        requests = {place: _request(rows[place], known, options) for place, known in facts.items()}
        names = self._expected(list(requests.values()))
        return {place: name for place, (name, _) in zip(requests, names, strict=True)}

    def expected(self, snapshot: Snapshot, places: Iterable[int]) -> dict[int, str | None]:
        """The names that change when these photos are approved, by place. None: back to the run's own name."""
        return self._changing(snapshot, places, self._expected)

    def reserved(self, snapshot: Snapshot, places: Iterable[int]) -> dict[int, str | None]:
        """Like `expected`, but reserves the names, including those that people typed. Durable when it returns.

        Raises Refused if another program has just given such a name to another photo.
        """
        chosen = list(places)
        self._claim({place: snapshot.row(place) for place in chosen if snapshot.is_edited(place)})
        return self._changing(snapshot, chosen, self._reserve)

    def findings(self, snapshot: Snapshot, row: Row) -> tuple[Finding, ...]:
        """A finding if the name that a person typed already belongs to another photo; empty for any other row."""
        if not _is_typed(row):
            return ()
        name, item = self.portable(row[FILE_NAME]), row["item_id"]
        other = self._owner(name, item) or _typed_for_another(snapshot, name, item)
        if other is None:
            return ()
        said = say("name_taken.by", name=_shown(snapshot, other))
        return (Finding.of("name_taken", FILE_NAME, "error", (name,), said),)

    def _own(self, snapshot: Snapshot, place: int) -> str | None:
        """The name that the run gave."""
        given = snapshot.original(place)[FILE_NAME]
        return None if given is None else str(given)

    def _owner(self, name: str, item: str) -> str | None:
        with self._catalog.read(self._patience_s) as catalog:
            return other_owner(catalog, name, item)

    def _claim(self, rows: Mapping[int, Row]) -> None:
        typed = [(row["item_id"], row[FILE_NAME]) for row in rows.values() if _is_typed(row)]
        if not typed:
            return
        with self._catalog.write(self._patience_s) as catalog:
            lost = [name for item, name in typed if not claim_name(catalog, item, name)]
        if lost:
            raise Refused(translate("naming", "{} now belongs to another photo: choose another name.").format(lost[0]))

    def _expected(self, requests: Sequence[NameRequest]) -> list[tuple[str, int]]:
        with self._catalog.read(self._patience_s) as catalog:
            return expected_names(catalog, requests)

    def _reserve(self, requests: Sequence[NameRequest]) -> list[tuple[str, int]]:
        with self._catalog.write(self._patience_s) as catalog:
            return reserve_names(catalog, requests)

    def _changing(self, snapshot: Snapshot, places: Iterable[int], number: Numbering) -> dict[int, str | None]:
        rows = {place: snapshot.row(place) for place in places if snapshot.is_edited(place)}
        return self._following(snapshot, rows, number)

    def _following(self, snapshot: Snapshot, rows: Mapping[int, Row], number: Numbering) -> dict[int, str | None]:
        """The names that follow from what people say about the photos, where they differ from the rows' own."""
        requests = self._requests(snapshot, rows)
        numbered = number(list(requests.values())) if requests else []
        found: dict[int, str | None] = {place: name for place, (name, _) in zip(requests, numbered, strict=True)}
        found |= {place: None for place, row in rows.items() if place not in requests and _is_left_over(row)}
        return {place: name for place, name in found.items() if name != rows[place][FILE_NAME]}

    def _requests(self, snapshot: Snapshot, rows: Mapping[int, Row]) -> dict[int, NameRequest]:
        following = {place: row for place, row in rows.items() if _follows(row) and self._own(snapshot, place)}
        options = self._checker.naming() if following else None
        if options is None:
            return {}
        bases = self._checker.bases([row["item_id"] for row in following.values()])
        known = {place: bases[row["item_id"]].facts for place, row in following.items()}
        return {place: _request(rows[place], facts, options) for place, facts in known.items() if facts is not None}


def _request(row: Row, facts: FactsRow, options: NamingOptions) -> NameRequest:
    said = {name: row[name] for name in ("subject", "subject_from", "location", "location_from")}
    return name_request(row["item_id"], replace(facts, **said), PurePath(row["source_path"]).stem, options)


def _is_typed(row: Row) -> bool:
    return FILE_NAME in row["edited"] and bool(row[FILE_NAME]) and bool(row["file_name_from"] == "human")


def _follows(row: Row) -> bool:
    """True if a person described the photo and left its name alone."""
    return not _is_typed(row) and not _DESCRIBES.isdisjoint(row["edited"])


def _is_left_over(row: Row) -> bool:
    """True if the name still comes from a description that was reverted."""
    return FILE_NAME in row["edited"] and not _is_typed(row)


def _typed_for_another(snapshot: Snapshot, name: str, item: str) -> str | None:
    """Another photo of the run that people gave this name and that is not approved yet; None if there is none."""
    same = pl.col(FILE_NAME).str.to_lowercase() == name.lower()
    found = snapshot.edited_rows.filter(same & (pl.col("item_id") != item))["item_id"]
    return str(found[0]) if len(found) else None


def _shown(snapshot: Snapshot, item: str) -> str:
    """The file name of a photo of this run, or the id of any other photo."""
    place = snapshot.places.get(item)
    return item if place is None else PurePath(str(snapshot.photos.table["source_path"][place])).name

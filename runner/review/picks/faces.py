"""The faces in the photos of a group, one row per person, so that a face can be compared from photo to photo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from runner.people.known_now import as_known_now
from runner.people.options import ScoreRules
from runner.people.scores import MEASURES, face_flags
from runner.review.picks import source
from runner.store.catalog import read_catalog
from runner.store.forgotten_people import Forgotten, forgotten


@dataclass(frozen=True, slots=True)
class Face:
    """One face in one photo."""

    crop: Path  # its picture
    eyes_open: bool | None  # None: unknown
    smiles: bool | None


@dataclass(frozen=True, slots=True)
class Line:
    """One person, or a face that nobody has named."""

    name: str | None
    faces: Mapping[str, Face]  # by item_id; photos without this face are left out


class FacesOfRun:
    """The faces of a run, read once. Empty if the run did not look for faces."""

    def __init__(self, run: Path, catalog: Path, runs: Path, rules: ScoreRules) -> None:
        """Read evidence. Raises DamagedEvidence if it has been changed since it was written."""
        self._runs = runs
        self._faces = _flagged(run, catalog, rules)

    def __bool__(self) -> bool:
        return self._faces.height > 0

    def lines(self, items: Sequence[str]) -> list[Line]:
        """The faces in these photos: people in most of the photos first, then from left to right.

        A face that belongs to no known person is identified by its position from the left.
        """
        found: dict[str, dict[str, Face]] = {}
        names: dict[str, str | None] = {}
        here = self._faces.filter(pl.col("item_id").is_in(list(items)))
        known = here.partition_by("item_id", as_dict=True, include_key=False)
        for item in items:
            there = known.get((item,))
            for at, row in enumerate(there.iter_rows(named=True) if there is not None else ()):
                key = row["group"] or f"#{at}"
                face = Face(self._runs / row["crop"], row["eyes_open"], row["smiles"])
                found.setdefault(key, {}).setdefault(item, face)
                names[key] = names.get(key) or row["name"]
        return [Line(names[key], found[key]) for key in sorted(found, key=lambda key: -len(found[key]))]


def _flagged(run: Path, catalog: Path, rules: ScoreRules) -> pl.DataFrame:
    """Faces from left to right, with the person of each and its flags."""
    ports = source.Ports(run)
    faces = ports("faces").select("item_id", *MEASURES, crop=pl.col("crop").struct.field("path")).collect()
    people = ports("people").select(pl.col("person_faces").explode()).drop_nulls().collect()
    said = source.said_of_people(catalog)
    schema = {"face_id": pl.String, "group": pl.String, "state": pl.String}
    whose = people.unnest("person_faces").select(*schema) if people.height else pl.DataFrame(schema=schema)
    known = whose.unique("face_id").join(as_known_now(said), on="group", how="left")
    named = faces.join(known, on="face_id", how="left", maintain_order="left").with_columns(
        group=pl.coalesce("person_id", "group")
    )
    with read_catalog(catalog) as opened:
        gone = Forgotten(forgotten(opened))
    there = pl.Series([face not in gone for face in named["face_id"]], dtype=pl.Boolean)
    real = named.filter(there & (pl.col("state") != "no_face").fill_null(value=True))
    flagged = face_flags(real, said.persons, rules)
    return flagged.sort("item_id", pl.col("region").struct.field("left"))

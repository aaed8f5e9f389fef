"""What picks in an existing run are based on: its evidence, and the options that it had. No model is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

import polars as pl

from runner.config import saved
from runner.errors import EnvError
from runner.people.face_row import FaceRow
from runner.people.nodes import kinds
from runner.people.options import ScoreRules
from runner.people.person_row import PeopleRow
from runner.people.said import Said, what_counts
from runner.picks.detail_row import DetailRow
from runner.picks.gathering import gathered
from runner.picks.options import CullOptions
from runner.review.language import translate
from runner.schema import ClassifyRow, DeriveRow, EmbedRow, ExifRow, Options, QualityRow, Row
from runner.stages.objects import ObjectRow
from runner.stages.people import PeopleOptions
from runner.store import evidence
from runner.store.catalog import read_catalog
from runner.store.people import assertions

Own = TypeVar("Own", bound=Options)

_PORTS: Mapping[str, tuple[str, type[Row]]] = {
    "pictures": ("derive", DeriveRow),
    "metadata": ("exif", ExifRow),
    "quality": ("quality", QualityRow),
    "seen": ("classify", ClassifyRow),
    "detail": ("detail", DetailRow),
    "vectors": ("embed", EmbedRow),
    "objects": ("objects", ObjectRow),
    "faces": ("faces", FaceRow),
    "people": ("people", PeopleRow),
}
"""The kind of the stage and its row type, by port of `gathered`."""


class Measured(NamedTuple):
    """What a run measured, and how it picked."""

    photos: pl.DataFrame  # the columns of `runner.picks.photos.COLUMNS`, in file order
    options: CullOptions  # the defaults if the run's configuration cannot be read
    rules: ScoreRules  # how faces are scored, as in the run


def measured(run: Path, catalog: Path) -> Measured:
    """Read what a run measured; `catalog` is the file with what people said about persons.

    Raises EnvError if the run has no pictures yet, DamagedEvidence if evidence was changed since it was written.
    """
    ports = Ports(run)
    if not ports.has("pictures"):
        said = translate("picks", "{}: the photos of this run have not been measured yet.").format(run.name)
        raise EnvError(said, translate("picks", "Let the run continue. Picks need its measurements, but no texts."))
    written = _written(run)
    people = _options(written, "people", PeopleOptions)
    rules = people.score if people else ScoreRules()
    sources = evidence.read_sources(run)
    photos = gathered(sources, ports, said_of_people(catalog), rules)
    return Measured(photos, _options(written, "cull", CullOptions) or CullOptions(), rules)


def options_of(run: Path) -> CullOptions:
    """The options by which a run picked photos; the defaults if its configuration cannot be read."""
    return _options(_written(run), "cull", CullOptions) or CullOptions()


def _written(run: Path) -> saved.Written | None:
    """The configuration of the run; None if there is none that can be read."""
    try:
        return saved.Written(run)
    except (EnvError, OSError):
        return None


def _options(written: saved.Written | None, kind: str, of: type[Own]) -> Own | None:
    """The options of a stage; None if there is no such stage, or another version wrote them differently."""
    try:
        return written.options(kind, of) if written else None
    except EnvError:
        return None


class Ports:
    """The valid rows of a run for the ports of `gathered`; empty if the run has no such stage."""

    def __init__(self, run: Path) -> None:
        self._run, self._kinds = run, kinds(run)

    def has(self, port: str) -> bool:
        """True if a stage of the run has left evidence for this port."""
        return _PORTS[port][0] in self._kinds.values()

    def __call__(self, port: str) -> pl.LazyFrame:
        """The rows, with the columns of their type."""
        kind, row = _PORTS[port]
        nodes = [name for name, found in self._kinds.items() if found == kind]
        if not nodes:
            return pl.LazyFrame(schema={"item_id": pl.String(), **evidence.columns(row)})
        name = kind if kind in nodes else nodes[-1]
        found = evidence.scan(self._run, name, row).filter(pl.col("status") == "ok")
        return found.select("item_id", *evidence.columns(row))


def said_of_people(catalog: Path) -> Said:
    """What people have said about persons by now; empty if there is no catalogue."""
    with read_catalog(catalog) as opened:
        return what_counts(assertions(opened))

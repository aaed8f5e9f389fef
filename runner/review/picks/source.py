"""What picks go by in a run that there is: its evidence, and the options that it had. No model is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import polars as pl

from runner.config import saved
from runner.errors import ConfigError, EnvError
from runner.graph import Graph
from runner.people.face_row import FaceRow
from runner.people.nodes import nodes_of
from runner.people.options import ScoreRules
from runner.people.person_row import PeopleRow
from runner.people.said import Person, what_counts
from runner.picks.detail_row import DetailRow
from runner.picks.gathering import gathered
from runner.picks.options import CullOptions
from runner.review.language import translate
from runner.schema import ClassifyRow, DeriveRow, EmbedRow, ExifRow, QualityRow, Row
from runner.stages.objects import ObjectRow
from runner.stages.people import PeopleOptions
from runner.store import evidence
from runner.store.catalog import open_catalog
from runner.store.people import assertions

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
"""Kind of the stage and its rows, by port of `gathered`."""


class Measured(NamedTuple):
    """What a run measured, and how it picked."""

    photos: pl.DataFrame  # the columns of `runner.picks.photos.COLUMNS`, in file order
    options: CullOptions  # as the program picks by default where the run did not pick, or its configuration is gone


def measured(run: Path, catalog: Path) -> Measured:
    """Read what a run measured; `catalog` is the file with what people said of persons.

    EnvError when it has no pictures yet, DamagedEvidence for evidence that is not as it was written.
    """
    if not nodes_of(run, "derive"):
        said = translate("picks", "{}: the photos of this run have not been measured yet.").format(run.name)
        raise EnvError(said, translate("picks", "Let the run go on; picks need figures, and no texts."))
    graph = _graph(run)
    people, cull = graph.find("people"), graph.find("cull")
    rules = people.options.score if people and isinstance(people.options, PeopleOptions) else ScoreRules()
    options = cull.options if cull and isinstance(cull.options, CullOptions) else CullOptions()
    sources = evidence.read_sources(run)
    return Measured(gathered(sources, lambda port: _rows(run, port), _persons(catalog), rules), options)


def _graph(run: Path) -> Graph:
    """The graph of the run; one without stages where it left no configuration that can be read."""
    try:
        return saved.graph(run)
    except (ConfigError, EnvError, OSError):
        return Graph("", ())


def _rows(run: Path, port: str) -> pl.LazyFrame:
    kind, row = _PORTS[port]
    nodes = nodes_of(run, kind)
    if not nodes:
        return pl.LazyFrame(schema={"item_id": pl.String(), **evidence.columns(row)})
    name = kind if kind in nodes else nodes[-1]
    found = evidence.scan(run, name, row).filter(pl.col("status") == "ok")
    return found.select("item_id", *evidence.columns(row))


def _persons(catalog: Path) -> Mapping[str, Person]:
    if not catalog.is_file():
        return {}
    with open_catalog(catalog) as opened:
        return what_counts(assertions(opened)).persons
